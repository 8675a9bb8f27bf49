/** What every implementation of a port must hold: the implementations' own tests run these. */
package io.picasso.analytics.port;
