/** A first run on real conversations: deliveries as they come in practice, and a check that every one is accounted for. */
package io.picasso.analytics.operation.quickstart;
