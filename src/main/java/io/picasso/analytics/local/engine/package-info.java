/**
 * The engines of the embedded stack in one process, on loopback.
 *
 * <p>May use S3Proxy, ElasticMQ and their parts; runs only in the stack's own process and in tests.
 */
@NullMarked
package io.picasso.analytics.local.engine;

import org.jspecify.annotations.NullMarked;
