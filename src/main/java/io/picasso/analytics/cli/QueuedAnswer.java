package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.operation.backfill.FanOut.Queued;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was put on the queue, and what to do next.
 *
 * @param environment for the commands to type
 */
record QueuedAnswer(Queued queued, String environment) implements Answer {
    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("run", queued.run());
        data.put("on", "queue");
        data.put("sent", queued.sent());
        data.put("shards", queued.shards());
        return data;
    }

    @Override
    public void draw(Screen screen) {
        String program = "picasso-analytics " + (environment.equals("local") ? "" : "--env " + environment + " ");
        screen.line(
                "Run " + queued.run() + ": " + queued.sent() + " of " + queued.shards() + " shards are on the queue.");
        screen.line(
                "Work on them, here and elsewhere, with as many of these as you like: " + program + "process shards");
        screen.line("A rate, where one was given, holds for each of these processes by itself.");
        screen.line("See how far they are: " + program + "backfill status " + queued.run());
    }
}
