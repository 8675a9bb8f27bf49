package io.picasso.analytics.benchmark;

import java.util.Map;

/**
 * What a sink has counted.
 *
 * @param calls by operation
 * @param items put or updated
 * @param units write units they took, the index of the events table included
 * @param bytes of all requests' bodies
 */
record SinkCounts(Map<String, Long> calls, long items, long units, long bytes) {}
