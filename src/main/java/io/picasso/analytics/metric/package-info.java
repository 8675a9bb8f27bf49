/**
 * The dashboard's metrics: what is asked for, what each is computed from, and how. Each definition is written down here
 * once, whether the facts come from the session tables, from the lake, or were kept in the cache.
 *
 * <p>Pure: sees the JDK and other pure packages.
 */
package io.picasso.analytics.metric;
