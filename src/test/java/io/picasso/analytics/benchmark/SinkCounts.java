package io.picasso.analytics.benchmark;

import java.util.List;
import java.util.Map;

/**
 * What a sink has counted.
 *
 * @param calls by operation
 * @param items put or updated
 * @param units write units they took, the index of the events table included
 * @param bytes of all requests' bodies
 * @param tenths the units of each tenth of a second since the reset
 * @param refused calls that were throttled
 * @param stormEnds the tenth in which a storm of throttling ends; 0 when there was none
 */
record SinkCounts(
        Map<String, Long> calls, long items, long units, long bytes, List<Long> tenths, long refused, int stormEnds) {}
