package io.picasso.analytics.operation.verify;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Fingerprint;
import io.picasso.analytics.port.SessionRows.AnchorRow;
import io.picasso.analytics.port.SessionRows.EventRow;
import io.picasso.analytics.port.SessionRows.SummaryRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a comparison of one session gathers: differences, what is explained, and what would mend it. */
final class Findings {
    private final Suspect suspect;
    private final List<Difference> differences = new ArrayList<>();

    /** Events that the table should have, each by its best delivery. */
    final Map<Fingerprint, Event> truth = new HashMap<>();

    /** The rows of the session's own tenant that count, bare ones too. */
    final List<EventRow> ownRows = new ArrayList<>();

    final List<Event> put = new ArrayList<>();
    final List<EventRow> deleteBefore = new ArrayList<>();
    final List<EventRow> deleteAfter = new ArrayList<>();
    final List<SummaryRow> wrongSummaries = new ArrayList<>();
    Optional<Instant> keyTime = Optional.empty();
    boolean anchorWrong;

    /** To be taken away once the session has neither events nor summary. */
    Optional<AnchorRow> orphan = Optional.empty();

    boolean partlyExpired;
    int deferred;
    int inFlight;
    int olderThanLake;

    Findings(Suspect suspect) {
        this.suspect = suspect;
    }

    Suspect suspect() {
        return suspect;
    }

    List<Difference> differences() {
        return differences;
    }

    void report(Difference.Kind kind, String subject, String detail) {
        differences.add(new Difference(kind, suspect.tenant(), suspect.ref().session(), subject, detail));
    }

    void reportOnly(Difference.Kind kind, String subject, String detail) {
        differences.add(new Difference(kind, suspect.tenant(), suspect.ref().session(), subject, detail, false));
    }

    /** Whether a row is there of what the lake does not have, as far as it was searched. */
    boolean hasExtra() {
        return differences.stream()
                .map(Difference::kind)
                .anyMatch(kind -> kind == Difference.Kind.EVENT_EXTRA || kind == Difference.Kind.ANCHOR_ALONE);
    }

    void isTrue(Event event) {
        truth.put(event.fingerprint(), event);
    }
}
