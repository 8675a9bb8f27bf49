/**
 * What we do, step by step, over the ports. Sees the pure packages and {@code port}; knows no technology.
 */
package io.picasso.analytics.operation;
