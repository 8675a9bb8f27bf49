/**
 * JSON values as the core sees them, and their two written forms: compact, in the order they came, and canonical.
 *
 * <p>Pure: depends on the JDK only. Text is parsed by {@code adapter.json}.
 */
package io.picasso.analytics.json;
