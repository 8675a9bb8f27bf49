/** Signed tokens, with Nimbus JOSE + JWT. Sees the domain and {@code port}. */
package io.picasso.analytics.adapter.jwt;
