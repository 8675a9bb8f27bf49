package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.operation.verify.Difference;
import io.picasso.analytics.operation.verify.Mended;
import io.picasso.analytics.operation.verify.Strays;
import io.picasso.analytics.operation.verify.Totals;
import io.picasso.analytics.operation.verify.VerifyReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a comparison found, and what became of it.
 *
 * @param dryRun whether mending was asked for and left out
 * @param mended what was mended; empty when nothing was to be
 * @param after what is left after mending
 */
record BackfillVerifyAnswer(VerifyReport report, boolean dryRun, Optional<Mended> mended, Optional<VerifyReport> after)
        implements Answer {
    private static final int MOST_SHOWN = 20;

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("verdict", verdict());
        data.put("tenant_id", report.request().tenant().map(Tenant::id).orElse(null));
        data.put("from", report.request().from().map(Object::toString).orElse(null));
        data.put("to", report.request().to().map(Object::toString).orElse(null));
        data.put("compared", compared());
        data.put("explained", explained());
        data.put("difference_count", report.total());
        data.put("by_kind", byKind());
        data.put(
                "differences",
                report.differences().stream().map(BackfillVerifyAnswer::row).toList());
        data.put("unlisted", report.unlisted());
        data.put("outside_index", outsideIndex());
        data.put("unreadable", report.unreadable());
        data.put("dry_run", dryRun);
        data.put("repaired", mended.map(BackfillVerifyAnswer::repaired).orElse(null));
        data.put("left", after.map(VerifyReport::total).orElse(null));
        return data;
    }

    private String verdict() {
        VerifyReport last = after.orElse(report);
        if (!last.agrees()) {
            return "different";
        }
        if (report.totals().isNothing() && report.agrees()) {
            return "inconclusive";
        }
        return mended.isPresent() ? "repaired" : "same";
    }

    private Map<String, Object> compared() {
        Totals totals = report.totals();
        Map<String, Object> compared = new LinkedHashMap<>();
        compared.put("tenants", totals.tenants());
        compared.put("lake_objects", totals.lakeObjects());
        compared.put("lake_events", totals.lakeEvents());
        compared.put("table_events", totals.tableEvents());
        compared.put("summaries", totals.summaries());
        compared.put("anchors", totals.anchors());
        compared.put("sessions_read_exactly", totals.lookedAt());
        return compared;
    }

    private Map<String, Object> explained() {
        Totals totals = report.totals();
        Map<String, Object> explained = new LinkedHashMap<>();
        explained.put("expired", totals.expired());
        explained.put("expired_objects", totals.expiredObjects());
        explained.put("expired_anchors", totals.expiredAnchors());
        explained.put("deferred", totals.deferred());
        explained.put("in_flight", totals.inFlight());
        explained.put("older_than_lake", totals.olderThanLake());
        explained.put("unreadable", totals.unreadable());
        explained.put("quarantine_objects", totals.quarantined());
        return explained;
    }

    private Map<String, Object> outsideIndex() {
        Map<String, Object> outside = new LinkedHashMap<>();
        outside.put("looked_at", report.strays().isPresent());
        outside.put("rows_read", report.strays().map(Strays::read).orElse(null));
        outside.put("rows", report.strays().map(Strays::count).orElse(null));
        outside.put("places", report.strays().map(Strays::places).orElse(List.of()));
        return outside;
    }

    private Map<String, Object> byKind() {
        Map<String, Object> counts = new LinkedHashMap<>();
        report.counts().forEach((kind, count) -> counts.put(kind.label(), count));
        return counts;
    }

    private static Map<String, Object> row(Difference difference) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("kind", difference.kind().label());
        row.put("tenant_id", difference.tenant().id());
        row.put("tenant_hash", difference.tenant().hash());
        row.put("session_id", difference.session().value());
        row.put("row", difference.subject());
        row.put("detail", difference.detail());
        row.put("repairable", difference.mendable());
        return row;
    }

    private static Map<String, Object> repaired(Mended mended) {
        Map<String, Object> repaired = new LinkedHashMap<>();
        repaired.put("sessions", mended.sessions());
        repaired.put("events_written", mended.eventsWritten());
        repaired.put("events_deleted", mended.eventsDeleted());
        repaired.put("summaries_written", mended.summariesWritten());
        repaired.put("summaries_deleted", mended.summariesDeleted());
        repaired.put("anchors_written", mended.anchorsWritten());
        repaired.put("anchors_deleted", mended.anchorsDeleted());
        repaired.put("changed_meanwhile", mended.left());
        return repaired;
    }

    @Override
    public Optional<String> rows() {
        return Optional.of("differences");
    }

    @Override
    public void draw(Screen screen) {
        screen.line(headline(screen));
        screen.line("");
        Totals totals = report.totals();
        line(screen, totals.lakeEvents(), "events in the lake", "of " + grouped(totals.lakeObjects()) + " objects");
        line(screen, totals.tableEvents(), "events in the table", "by the index" + outside());
        line(screen, totals.summaries(), "summaries", grouped(totals.anchors()) + " anchors");
        some(screen, totals.lookedAt(), "sessions read exactly", "their numbers did not agree at once");
        explained(screen, totals);
        report.strays().filter(strays -> strays.count() > 0).ifPresent(strays -> drawStrays(screen, strays));
        if (report.total() > 0) {
            differences(screen);
        }
        mended.ifPresent(done -> drawMended(screen, done));
    }

    private String outside() {
        return report.strays()
                .map(strays -> "; the whole table has " + grouped(strays.read()) + " rows")
                .orElse("; rows outside it were not looked for, --scan does");
    }

    private static void drawStrays(Screen screen, Strays strays) {
        line(
                screen,
                strays.count(),
                screen.toned(Tone.BAD, "rows outside the index"),
                "comparing by tenant does not see them; --repair leaves them");
        strays.places().stream().limit(MOST_SHOWN).forEach(place -> screen.line("             " + place));
    }

    private String headline(Screen screen) {
        return switch (verdict()) {
            case "same" -> screen.toned(Tone.GOOD, "Lake, events and summaries say the same.") + notJudged(screen);
            case "inconclusive" -> screen.toned(Tone.WARNING, "There is nothing to compare; that proves nothing.");
            case "repaired" ->
                screen.toned(Tone.GOOD, "Repaired: lake, events and summaries say the same now.") + " There "
                        + were(report.total()) + ".";
            default -> {
                long left = after.orElse(report).total();
                long strays = report.strayCount();
                yield screen.toned(
                        Tone.BAD,
                        "There " + (left == 1 ? "is 1 difference" : "are " + grouped(left) + " differences")
                                + (after.isPresent() ? " left" : "")
                                + (strays == 0 ? "." : ", and " + rows(strays) + " outside the index."));
            }
        };
    }

    /** What was too young to judge is no part of the sentence before. */
    private String notJudged(Screen screen) {
        long inFlight = report.totals().inFlight();
        return inFlight == 0
                ? ""
                : screen.toned(Tone.WARNING, " " + grouped(inFlight) + " in flight are not judged yet: ask again.");
    }

    private static String rows(long count) {
        return count == 1 ? "1 row" : grouped(count) + " rows";
    }

    private static String were(long count) {
        return count == 1 ? "was 1 difference" : "were " + grouped(count) + " differences";
    }

    private void explained(Screen screen, Totals totals) {
        some(screen, totals.expired(), "expired", "in the lake, past their retention");
        some(screen, totals.expiredObjects(), "objects not read", "of days past the retention");
        some(screen, totals.expiredAnchors(), "anchors expired", "their sessions began before the retention");
        some(screen, totals.deferred(), "deferred", "named by markers; 'backfill deferred' repairs them");
        some(screen, totals.inFlight(), "in flight", "too young to judge, or changing while they were read");
        some(screen, totals.olderThanLake(), "older than the lake", "rows of days the lake no longer keeps");
        some(screen, totals.quarantined(), "quarantine objects", "what they hold is in neither place");
        if (totals.unreadable() > 0) {
            line(screen, totals.unreadable(), screen.toned(Tone.WARNING, "unreadable in the lake"), "");
            report.unreadable().stream().limit(MOST_SHOWN).forEach(place -> screen.line("             " + place));
        }
    }

    private void differences(Screen screen) {
        screen.line("");
        report.counts()
                .forEach((kind, count) -> line(screen, count, screen.toned(Tone.BAD, kind.label()), kind.words()));
        screen.line("");
        screen.textTable(
                List.of("KIND", "TENANT", "SESSION", "ROW", "DETAIL"),
                report.differences().stream()
                        .limit(MOST_SHOWN)
                        .map(difference -> List.of(
                                difference.kind().label(),
                                difference.tenant().id(),
                                difference.session().value(),
                                difference.subject(),
                                difference.detail()))
                        .toList());
        long more = report.total() - Math.min(MOST_SHOWN, report.differences().size());
        if (more > 0) {
            screen.line(screen.toned(
                    Tone.FAINT,
                    "... and " + grouped(more) + " more; -o ndjson lists "
                            + (report.unlisted() > 0
                                    ? "the first "
                                            + grouped(report.differences().size())
                                    : "all")));
        }
    }

    private static void drawMended(Screen screen, Mended mended) {
        screen.line("");
        screen.line(screen.toned(Tone.STRONG, "Repaired"));
        some(screen, mended.eventsWritten(), "events written", "");
        some(screen, mended.eventsDeleted(), "event rows deleted", "");
        some(screen, mended.summariesWritten(), "summaries written", "");
        some(screen, mended.summariesDeleted(), "summary rows deleted", "");
        some(screen, mended.anchorsWritten(), "anchors written", "");
        some(screen, mended.anchorsDeleted(), "anchors deleted", "");
        some(screen, mended.left(), "rows left", "somebody changed them meanwhile");
    }

    private static void some(Screen screen, long count, String what, String note) {
        if (count > 0) {
            line(screen, count, what, note);
        }
    }

    private static void line(Screen screen, long count, String what, String note) {
        screen.line(String.format(Locale.ROOT, "%,11d  ", count)
                + what
                + (note.isEmpty() ? "" : "  " + screen.toned(Tone.FAINT, note)));
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
