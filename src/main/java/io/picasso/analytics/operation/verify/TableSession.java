package io.picasso.analytics.operation.verify;

import io.picasso.analytics.port.SessionRows.AnchorRow;
import io.picasso.analytics.port.SessionRows.EventRow;
import io.picasso.analytics.port.SessionRows.SummaryRow;
import java.util.List;
import java.util.Optional;

/**
 * What the tables say of one session, read strongly consistent.
 *
 * @param events all rows under the session's id, whosever
 * @param summaries its summary rows under all keys that were asked for, in the order of their times
 */
record TableSession(List<EventRow> events, Optional<AnchorRow> anchor, List<SummaryRow> summaries) {}
