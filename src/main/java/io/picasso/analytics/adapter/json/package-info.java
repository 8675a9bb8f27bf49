/** Reads JSON text into the core's values, with Jackson. May use {@code json}, {@code event} and {@code port}. */
package io.picasso.analytics.adapter.json;
