package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.failure.ExitStatus;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What became of the shards a process took from the queue.
 *
 * @param finished done by this process
 * @param wasFinished done by another one before
 * @param givenBack begun, and to be gone on with
 * @param refused deliveries of messages that nobody can work on
 * @param failed deliveries that come again
 */
record ShardsAnswer(long finished, long wasFinished, long givenBack, long refused, long failed) implements Answer {
    ExitStatus exitStatus() {
        if (failed > 0) {
            return ExitStatus.UNAVAILABLE;
        }
        return refused > 0 ? ExitStatus.SOME_REJECTED : ExitStatus.OK;
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("finished", finished);
        data.put("finished_before", wasFinished);
        data.put("given_back", givenBack);
        data.put("refused", refused);
        data.put("failed", failed);
        return data;
    }

    @Override
    public void draw(Screen screen) {
        line(screen, finished, "shards done", "by this process");
        line(screen, wasFinished, "came again", "done before; nothing was written");
        line(screen, givenBack, "given back", "to the queue; they go on from their journals");
        line(screen, failed, "failed", "they come again, and go to the dead-letter queue after three tries");
        line(screen, refused, "refused", "messages of no known run; they go to the dead-letter queue");
        screen.line(
                "How far the runs are: picasso-analytics backfill status. A shard whose worker was killed comes again"
                        + " after the queue's visibility timeout, or at once with 'backfill resume'.");
    }

    private static void line(Screen screen, long number, String what, String note) {
        if (number > 0 || what.equals("shards done")) {
            screen.line(String.format(Locale.ROOT, "%,d", number) + " " + what + "  " + screen.toned(Tone.FAINT, note));
        }
    }
}
