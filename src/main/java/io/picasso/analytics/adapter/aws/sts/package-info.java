/** STS behind the ports. Sees the domain, {@code port} and the SDK. */
package io.picasso.analytics.adapter.aws.sts;
