package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.operation.queue.Purge;
import io.picasso.analytics.operation.queue.QueueRole;
import io.picasso.analytics.resource.FoundQueue;
import io.picasso.analytics.resource.QueueDeclaration.Redrive;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was deleted of a queue, or would be.
 *
 * @param before the queue before
 * @param done what was done; absent in a dry run
 * @param file where the messages are saved; absent when none is
 */
record QueuePurgeAnswer(
        String environment,
        QueueRole role,
        FoundQueue before,
        Purge.@Nullable Report done,
        @Nullable String file) implements Answer {
    ExitStatus exitStatus() {
        if (done == null) {
            return ExitStatus.OK;
        }
        if (done.failure().isPresent()) {
            return done.failure().get().code().exitStatus();
        }
        if (done.interrupted()) {
            return ExitStatus.INTERRUPTED;
        }
        return done.notDeleted() > 0 ? ExitStatus.UNAVAILABLE : ExitStatus.OK;
    }

    @Override
    public Map<String, Object> data() {
        FoundQueue now = now();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("environment", environment);
        data.put("queue", role.word());
        data.put("name", before.name());
        data.put("dry_run", done == null);
        data.put("looked_at", done == null ? 0 : done.lookedAt());
        data.put("saved", done == null ? 0 : done.saved());
        data.put("saved_to", file);
        data.put("deleted", done == null ? 0 : done.deleted());
        data.put("not_deleted", done == null ? 0 : done.notDeleted());
        data.put("came_later", done == null ? 0 : done.newer());
        data.put("not_handed_back", done == null ? 0 : done.notHandedBack());
        data.put("waiting", now.visible());
        data.put("in_flight", now.inFlight());
        data.put("delayed", now.delayed());
        data.put("interrupted", done != null && done.interrupted());
        data.put("failure", done == null ? null : FailureFields.of(done.failure()));
        return data;
    }

    private FoundQueue now() {
        return Optional.ofNullable(done).flatMap(Purge.Report::after).orElse(before);
    }

    @Override
    public void draw(Screen screen) {
        if (done == null) {
            line(screen, Tone.WARNING, before.visible(), "would be deleted", "about, of queue " + before.name());
        } else {
            line(screen, Tone.STRONG, done.deleted(), "deleted", "of queue " + before.name());
            if (file != null) {
                line(screen, Tone.PLAIN, done.saved(), "saved", "in " + file);
            }
            some(screen, done.notDeleted(), "not deleted", "they may still be there");
            some(screen, done.newer(), "came later", "handed back");
            some(screen, done.notHandedBack(), "hidden", "could not be handed back; they show again in two minutes");
            done.failure()
                    .ifPresent(failure -> screen.line(
                            "  " + screen.toned(Tone.BAD, failure.code().id()) + "  " + failure.what()
                                    + failure.why().map(why -> ": " + why).orElse("")));
        }
        some(screen, now().inFlight(), "in flight", "about; others are at work on them, and they are left alone");
        some(screen, now().delayed(), "delayed", "about; they cannot be received yet, and are left alone");
        before.redrive().ifPresent(redrive -> screen.line(screen.toned(Tone.FAINT, worn(redrive))));
        // 'send' knows one queue only: that of events.
        if (file != null && !role.shards()) {
            screen.line("Bring them back with '" + Invocation.of(environment, "send " + file) + "' or '"
                    + Invocation.of(environment, "process file " + file) + "'.");
        }
    }

    private static String worn(Redrive redrive) {
        return "  What was received " + redrive.maxReceiveCount() + " times before goes to " + redrive.deadLetterQueue()
                + " when it is received here.";
    }

    private static void line(Screen screen, Tone tone, long count, String what, String note) {
        screen.line("  " + screen.toned(tone, String.format(Locale.ROOT, "%,d %s", count, what)) + "  "
                + screen.toned(Tone.FAINT, note));
    }

    private static void some(Screen screen, long count, String what, String note) {
        if (count > 0) {
            line(screen, Tone.WARNING, count, what, note);
        }
    }
}
