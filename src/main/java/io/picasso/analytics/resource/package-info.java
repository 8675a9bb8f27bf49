/**
 * The resources the system needs, declared as data; what was found; and the differences between the two.
 *
 * <p>Pure: depends on the JDK, {@code change}, {@code failure} and {@code setting} only.
 */
package io.picasso.analytics.resource;
