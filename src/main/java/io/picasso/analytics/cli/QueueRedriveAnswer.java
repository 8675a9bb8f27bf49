package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.operation.queue.RedriveReport;
import io.picasso.analytics.operation.queue.RedriveReport.Fate;
import io.picasso.analytics.operation.queue.RedriveReport.Sent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What became of dead letters.
 *
 * @param inFlight so many are in the hands of others afterwards, and could not be looked at; empty where it is not known
 * @param missing ids that were asked for and not seen
 */
record QueueRedriveAnswer(
        String environment, String from, String to, OptionalLong inFlight, RedriveReport report, List<String> missing)
        implements Answer {
    ExitStatus exitStatus() {
        if (report.failure().isPresent()) {
            return report.failure().get().code().exitStatus();
        }
        if (report.interrupted()) {
            return ExitStatus.INTERRUPTED;
        }
        if (report.count(Fate.NOT_SENT, Fate.UNKNOWN, Fate.SENT_NOT_DELETED) > 0) {
            return ExitStatus.UNAVAILABLE;
        }
        return missing.isEmpty() ? ExitStatus.OK : ExitStatus.NOT_FOUND;
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("environment", environment);
        data.put("from", from);
        data.put("to", to);
        data.put("dry_run", report.dryRun());
        data.put("looked_at", report.lookedAt());
        data.put("in_flight", inFlight.isPresent() ? inFlight.getAsLong() : null);
        data.put("selected", report.messages().size());
        data.put("sent", report.count(Fate.MOVED, Fate.SENT_NOT_DELETED));
        data.put("deleted", report.count(Fate.MOVED));
        data.put("sent_not_deleted", report.count(Fate.SENT_NOT_DELETED));
        data.put("not_sent", report.count(Fate.NOT_SENT));
        data.put("unknown", report.count(Fate.UNKNOWN));
        data.put("failed_again", report.returned());
        data.put("not_handed_back", report.notHandedBack());
        data.put("ids_not_seen", missing);
        data.put("interrupted", report.interrupted());
        data.put("failure", FailureFields.of(report.failure()));
        data.put(
                "messages",
                report.messages().stream().map(QueueRedriveAnswer::row).toList());
        return data;
    }

    private static Map<String, Object> row(Sent message) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", message.id());
        row.put("outcome", message.fate().name().toLowerCase(Locale.ROOT));
        row.put("new_id", message.newId().orElse(null));
        row.put("sent_at", UtcTime.format(message.sentAt()));
        row.put("receive_count", message.deliveries());
        row.put("reasons", List.copyOf(message.reasons()));
        return row;
    }

    @Override
    public Optional<String> rows() {
        return Optional.of("messages");
    }

    @Override
    public void draw(Screen screen) {
        line(screen, report.lookedAt(), "looked at", "of " + from);
        if (report.dryRun()) {
            line(screen, report.messages().size(), "would be sent", "to " + to + ", then deleted");
            reasons().forEach((reason, count) -> screen.line("    " + count + " " + reason));
        } else {
            line(screen, report.count(Fate.MOVED, Fate.SENT_NOT_DELETED), "sent", "to " + to);
            line(screen, report.count(Fate.MOVED), "deleted", "from " + from);
        }
        bad(
                screen,
                report.count(Fate.SENT_NOT_DELETED),
                "not deleted",
                "sent, and still dead letters; sent again they count once");
        bad(
                screen,
                report.count(Fate.UNKNOWN),
                "unknown",
                "still dead letters, perhaps sent too; sent again they count once");
        bad(screen, report.count(Fate.NOT_SENT), "not sent", "dead letters as before");
        bad(screen, report.returned(), "failed again", "sent by this run and dead letters again; left alone");
        bad(
                screen,
                inFlight.orElse(0),
                "in flight",
                "with somebody else, or left by a run that was killed; shown again when their visibility timeout is over");
        bad(screen, report.notHandedBack(), "hidden", "could not be handed back; they show again in two minutes");
        missing.forEach(id -> screen.line("  " + screen.toned(Tone.WARNING, "not seen") + "  " + id));
        report.failure()
                .ifPresent(failure ->
                        screen.line("  " + screen.toned(Tone.BAD, failure.code().id()) + "  " + failure.what()
                                + failure.why().map(why -> ": " + why).orElse("")));
    }

    private Map<String, Integer> reasons() {
        Map<String, Integer> counts = new TreeMap<>();
        report.messages().forEach(m -> m.reasons().forEach(reason -> counts.merge(reason, 1, Integer::sum)));
        return counts;
    }

    private static void line(Screen screen, long count, String what, String note) {
        screen.line(String.format(Locale.ROOT, "  %,d %s  ", count, what) + screen.toned(Tone.FAINT, note));
    }

    private static void bad(Screen screen, long count, String what, String note) {
        if (count > 0) {
            screen.line("  " + screen.toned(Tone.WARNING, String.format(Locale.ROOT, "%,d %s", count, what)) + "  "
                    + screen.toned(Tone.FAINT, note));
        }
    }
}
