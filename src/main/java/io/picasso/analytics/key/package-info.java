/**
 * How things are addressed: the grammar of table keys and lake paths. Each is printed and parsed here and nowhere else.
 *
 * <p>Pure: depends on the JDK, {@code event} and {@code json} only.
 */
package io.picasso.analytics.key;
