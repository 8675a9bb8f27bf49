package io.picasso.analytics.local;

import java.time.Instant;

/**
 * A stack that is there.
 *
 * @param pid its process
 * @param startedAt since when it answers
 * @param endpoints where it answers
 * @param storage where it keeps its data
 * @param version the version of this program that started it
 * @param folder its state folder
 */
public record RunningStack(
        long pid, Instant startedAt, Endpoints endpoints, Storage storage, String version, StateFolder folder) {}
