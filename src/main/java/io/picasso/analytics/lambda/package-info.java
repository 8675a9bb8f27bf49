/**
 * The function's front door: what Lambda hands in becomes messages for an operation, and its result becomes an answer, a
 * line of log and metrics.
 *
 * <p>The only package that knows the Lambda runtime. Sees operations, the domain, {@code port} and {@code wiring}.
 */
package io.picasso.analytics.lambda;
