/**
 * Athena on this machine: its JSON protocol, a catalog of tables over S3's plain files, and DuckDB as the engine.
 *
 * <p>May use the JDK's HTTP server, DuckDB through JDBC, the pure packages and the JSON adapter. Runs only in the stack's
 * own process and in tests.
 */
package io.picasso.analytics.local.athena;
