/**
 * The engines of the embedded stack in one process, on loopback.
 *
 * <p>May use S3Proxy, ElasticMQ and their parts, and {@code local.athena}; runs only in the stack's own process and in tests.
 */
package io.picasso.analytics.local.engine;
