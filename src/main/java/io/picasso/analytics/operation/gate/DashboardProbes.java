package io.picasso.analytics.operation.gate;

import static io.picasso.analytics.gate.Figure.count;

import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.port.HttpReply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Phases 5 and 6: the dashboard's API, through one door or the other. */
final class DashboardProbes extends Probes {
    private final int phase;
    private final Supplier<Optional<Door>> door;
    private Optional<Door> found = Optional.empty();
    private Optional<DashboardSessions> written = Optional.empty();

    /**
     * @param phase 5 or 6
     * @param door asked by the first check that needs it; gives none when the API is nowhere to be found
     */
    DashboardProbes(
            GateTarget target, ProbeSessions sessions, BooleanSupplier stop, int phase, Supplier<Optional<Door>> door) {
        super(target, sessions, stop);
        this.phase = phase;
        this.door = door;
    }

    @Override
    Map<String, Probe> all() {
        Map<String, Probe> probes = new LinkedHashMap<>();
        probes.put(phase + ".detail", this::detail);
        probes.put(phase + ".list", this::list);
        probes.put(phase + ".range", this::range);
        probes.put(phase + ".paging", () -> new PagingProbe(api(), written()).measure());
        probes.put(phase + ".isolation", () -> new TenantIsolationProbe(api(), written()).measure());
        probes.put(phase + ".answers", this::answers);
        probes.put(phase + ".latency", () -> new LatencyProbe(api(), written(), target.pause(), stop).measure());
        probes.put(phase + ".health", this::health);
        return probes;
    }

    /** Where the API answers; empty when it is nowhere to be found. */
    private Optional<Door> door() {
        if (found.isEmpty()) {
            found = door.get();
        }
        return found;
    }

    private ApiCaller api() {
        return new ApiCaller(door().orElseThrow(), target.tokens());
    }

    private DashboardSessions written() {
        if (written.isEmpty()) {
            written = Optional.of(DashboardSessions.write(sessions, this::ago, processor()));
        }
        return written.get();
    }

    private Measurement detail() {
        ProbeSession probe = written().large();
        return ApiTimeline.of(api().ok("/sessions/" + probe.session())).measure(probe.events());
    }

    private Measurement list() {
        DashboardSessions there = written();
        List<String> shown = ApiCaller.ids(api().ok("/sessions/list?range=1d&limit=100"));
        Set<String> expected = there.within(0);
        return taken(
                expected.size(),
                List.of(),
                count("missing", DashboardSessions.lacking(expected, shown)),
                count("unwanted", DashboardSessions.lacking(shown, expected)),
                count("disorder", there.disorder(shown)));
    }

    private Measurement range() {
        DashboardSessions there = written();
        int missing = 0;
        int unwanted = 0;
        int samples = 0;
        List<String> seen = new ArrayList<>();
        for (Map.Entry<String, Integer> range : DashboardSessions.RANGES.entrySet()) {
            List<String> shown = ApiCaller.ids(api().ok("/sessions/list?limit=100&range=" + range.getKey()));
            Set<String> expected = there.within(range.getValue());
            missing += DashboardSessions.lacking(expected, shown);
            unwanted += DashboardSessions.lacking(shown, expected);
            samples += expected.size();
            seen.add(range.getKey() + ": " + shown.size() + " sessions");
        }
        return taken(samples, seen, count("missing", missing), count("unwanted", unwanted));
    }

    private Measurement answers() {
        Map<String, Integer> expected = new LinkedHashMap<>();
        expected.put("/sessions/no-such-session", 404);
        expected.put("/sessions/not%20an%20id", 400);
        expected.put("/sessions/list?range=2w", 400);
        expected.put("/sessions/list?outcome=nothing", 400);
        expected.put("/sessions/list?cursor=nothing", 400);
        expected.put("/no/such/endpoint", 404);
        List<String> seen = new ArrayList<>();
        expected.forEach((path, status) -> {
            HttpReply reply = api().ours(path);
            boolean says =
                    reply.body().text("error").filter(text -> !text.isBlank()).isPresent();
            if (reply.status() != status || !says) {
                seen.add(path + " is answered with " + reply.status() + ", not " + status
                        + (says ? "" : " and an error"));
            }
        });
        return taken(expected.size(), seen, count("wrong", seen.size()));
    }

    private Measurement health() {
        if (door().isEmpty()) {
            return Measurement.untold("the API is not deployed with an address here, and --url names none");
        }
        HttpReply reply = api().ask("/health", Optional.empty());
        Map<String, JsonValue> parts = reply.body().get("parts").orElse(JsonObject.EMPTY) instanceof JsonObject object
                ? object.members()
                : Map.of();
        List<String> seen = new ArrayList<>();
        parts.forEach((name, word) -> {
            if (!word.equals(new JsonString("ok"))) {
                seen.add(name + " is " + (word instanceof JsonString text ? text.value() : "not told"));
            }
        });
        return taken(
                parts.size(), seen, count("answers", reply.status() == 200 ? 1 : 0), count("unavailable", seen.size()));
    }
}
