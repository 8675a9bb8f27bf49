/**
 * Environments and their settings, each value with where it came from.
 *
 * <p>Pure: depends on the JDK and {@code failure} only; files are read by {@code adapter.file}.
 */
package io.picasso.analytics.setting;
