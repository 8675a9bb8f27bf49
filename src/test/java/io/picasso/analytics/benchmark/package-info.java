/**
 * Benchmarks: programs that print figures for a person, each beside what it is compared with. Run by {@code
 * benchmarks/run}, never by the tests.
 */
package io.picasso.analytics.benchmark;
