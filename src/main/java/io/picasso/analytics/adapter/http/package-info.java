/** An HTTP server on this machine, with the server of the JDK. Sees the domain and {@code port}. */
package io.picasso.analytics.adapter.http;
