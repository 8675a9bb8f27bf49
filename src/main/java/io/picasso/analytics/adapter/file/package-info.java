/**
 * Files on this machine that the program is configured with.
 *
 * <p>May use Jackson's YAML reader; sees the pure packages, never another adapter.
 */
package io.picasso.analytics.adapter.file;
