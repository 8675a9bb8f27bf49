/**
 * The closed list of ways an operation can end, and what each means to the operator.
 *
 * <p>Pure: depends on the JDK only.
 */
package io.picasso.analytics.failure;
