package io.picasso.analytics.session;

import java.time.Instant;

/**
 * Where a list goes on. It keeps the bounds of the first page, so that all pages together are one list, however long
 * somebody takes to read them.
 *
 * @param from the first instant of the list
 * @param before the first instant after it
 * @param last the sort key of the last session that was shown
 */
public record SessionCursor(Instant from, Instant before, String last) {}
