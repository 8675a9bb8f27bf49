package io.picasso.analytics.operation.gate;

import io.picasso.analytics.gate.Figure;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.gate.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Takes the time of the detail and of the list over 90 days, as the caller waits for them. */
final class LatencyProbe implements Probe {
    /** Calls of each before time is taken: "warm" is what is promised. */
    private static final int WARM_UP = 100;

    /** Calls whose time is taken: so many that one hiccup of a machine is not the slowest of a hundred. */
    private static final int CALLS = 300;

    private final ApiCaller api;
    private final DashboardSessions there;
    private final Pause pause;
    private final BooleanSupplier stop;

    LatencyProbe(ApiCaller api, DashboardSessions there, Pause pause, BooleanSupplier stop) {
        this.api = api;
        this.there = there;
        this.pause = pause;
        this.stop = stop;
    }

    @Override
    public Measurement measure() {
        String token = api.token(ProbeSessions.OURS);
        Samples details = timed("/sessions/" + there.large().session(), token);
        Samples lists = timed("/sessions/list?range=90d&limit=25", token);
        if (details.isEmpty() || lists.isEmpty()) {
            return Measurement.untold("no call was timed");
        }
        List<Figure> figures = new ArrayList<>(details.figures("detail_", 50, 99));
        figures.addAll(lists.figures("list_", 50, 99));
        return new Measurement.Taken(
                figures,
                Math.min(details.size(), lists.size()),
                Series.milliseconds("detail", details.milliseconds()),
                List.of());
    }

    private Samples timed(String path, String token) {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < WARM_UP + CALLS && !stop.getAsBoolean(); i++) {
            long began = pause.nanoTime();
            ApiCaller.ok(path, api.ask(path, Optional.of(token)));
            if (i >= WARM_UP) {
                times.add((pause.nanoTime() - began) / 1e6);
            }
        }
        return new Samples(times);
    }
}
