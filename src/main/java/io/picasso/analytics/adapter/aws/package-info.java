/**
 * What all AWS adapters share: how to connect, and what an SDK error means to an operator.
 *
 * <p>May use the SDK's core and the URL-connection client; knows no single service.
 */
package io.picasso.analytics.adapter.aws;
