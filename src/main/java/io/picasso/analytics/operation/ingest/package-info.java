/**
 * From messages to lake and tables: parse, prove the tenant, keep what is invalid, write the lake, then the tables, and
 * remember what the tables still lack.
 */
package io.picasso.analytics.operation.ingest;
