package io.picasso.analytics.operation.gate;

import static io.picasso.analytics.gate.Figure.count;
import static io.picasso.analytics.gate.Figure.milliseconds;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.gate.Series;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.operation.ingest.BatchProcessor;
import io.picasso.analytics.operation.ingest.BatchResult;
import io.picasso.analytics.port.HttpReply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Phases 5 and 6: the dashboard's API, through one door or the other. */
final class DashboardProbes extends Probes {
    private static final int LARGE = 60;
    private static final int SMALL = 3;
    private static final int RECENT = 11;
    private static final int PAGE = 5;
    private static final int WARM_UP = 100;
    private static final int CALLS = 100;
    private static final Duration TOKEN = Duration.ofMinutes(30);

    /** Days that a range covers, and how old a session is that only this range and longer ones have. */
    private static final Map<String, Integer> AGES = Map.of("1d", 0, "7d", 3, "30d", 20, "90d", 60);

    private static final List<String> RANGES = List.of("1d", "7d", "30d", "90d");

    /** What is in the tables for the checks. */
    private record Written(ProbeSession large, Map<ProbeSession, Integer> ages, ProbeSession theirs) {}

    private final int phase;
    private final Optional<Door> door;
    private Optional<Written> written = Optional.empty();

    /**
     * @param phase 5 or 6
     * @param door empty when the API is nowhere to be found
     */
    DashboardProbes(GateTarget target, ProbeSessions sessions, BooleanSupplier stop, int phase, Optional<Door> door) {
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
        probes.put(phase + ".paging", this::paging);
        probes.put(phase + ".isolation", this::isolation);
        probes.put(phase + ".answers", this::answers);
        probes.put(phase + ".latency", this::latency);
        probes.put(phase + ".health", this::health);
        return probes;
    }

    private Door door() {
        return door.orElseThrow();
    }

    private Written written() {
        if (written.isEmpty()) {
            BatchProcessor processor = processor();
            Map<ProbeSession, Integer> ages = new LinkedHashMap<>();
            ProbeSession large = sessions.of(ProbeSessions.OURS, LARGE, ago(Duration.ofMinutes(90)));
            ages.put(large, 0);
            for (int i = 1; i <= RECENT; i++) {
                ages.put(sessions.of(ProbeSessions.OURS, SMALL, ago(Duration.ofMinutes(5L * i))), 0);
            }
            AGES.forEach((range, days) -> {
                if (days > 0) {
                    ages.put(sessions.of(ProbeSessions.OURS, SMALL, ago(Duration.ofDays(days))), days);
                }
            });
            ProbeSession theirs = sessions.of(ProbeSessions.THEIRS, SMALL, ago(Duration.ofMinutes(7)));
            List<ProbeSession> all = new ArrayList<>(ages.keySet());
            all.add(theirs);
            all.forEach(probe -> require(processor.process(probe.messages())));
            written = Optional.of(new Written(large, ages, theirs));
        }
        return written.get();
    }

    private static void require(BatchResult result) {
        result.failures().stream().findFirst().ifPresent(failure -> {
            throw failure;
        });
    }

    private String token(Tenant tenant) {
        return target.tokens()
                .mint(tenant, Optional.of("gate@picasso-analytics.invalid"), TOKEN)
                .text();
    }

    private HttpReply ours(String path) {
        return door().get(path, Optional.of(token(ProbeSessions.OURS)));
    }

    private JsonObject ok(String path) {
        HttpReply reply = ours(path);
        if (reply.status() != 200) {
            throw Failure.of(FailureCode.SERVICE_UNAVAILABLE, "The API answered " + reply.status() + " to " + path)
                    .why(JsonText.compact(reply.body()));
        }
        return reply.body();
    }

    private Measurement detail() {
        ProbeSession probe = written().large();
        ApiTimeline shown = ApiTimeline.of(ok("/sessions/" + probe.session()));
        return shown.measure(probe.events());
    }

    private Measurement list() {
        Written there = written();
        List<String> shown = ids(ok("/sessions/list?range=1d&limit=100"));
        Set<String> expected = of(there, 0);
        return taken(
                expected.size(),
                List.of(),
                count("missing", without(expected, shown).size()),
                count("unwanted", without(shown, expected).size()),
                count("disorder", disorder(shown, there)));
    }

    /** Newest first, as the sessions' starts are. */
    private static long disorder(List<String> shown, Written there) {
        Map<String, Instant> starts = there.ages().keySet().stream()
                .collect(Collectors.toMap(
                        probe -> probe.session().value(),
                        probe -> probe.events().get(0).occurredAt()));
        long disorder = 0;
        for (int i = 1; i < shown.size(); i++) {
            Instant later = starts.getOrDefault(shown.get(i), Instant.MIN);
            Instant earlier = starts.getOrDefault(shown.get(i - 1), Instant.MAX);
            disorder += later.isAfter(earlier) ? 1 : 0;
        }
        return disorder;
    }

    private Measurement range() {
        Written there = written();
        int missing = 0;
        int unwanted = 0;
        int samples = 0;
        List<String> seen = new ArrayList<>();
        for (String range : RANGES) {
            List<String> shown = ids(ok("/sessions/list?limit=100&range=" + range));
            Set<String> expected = of(there, AGES.getOrDefault(range, 0));
            missing += without(expected, shown).size();
            unwanted += without(shown, expected).size();
            samples += expected.size();
            seen.add(range + ": " + shown.size() + " sessions");
        }
        return taken(samples, seen, count("missing", missing), count("unwanted", unwanted));
    }

    private Measurement paging() {
        Written there = written();
        Set<String> expected = of(there, 60);
        List<String> shown = new ArrayList<>();
        List<String> cursors = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        int pages = 0;
        String first = "/sessions/list?range=90d&limit=" + PAGE;
        do {
            JsonObject page = ok(first + cursor.map(text -> "&cursor=" + text).orElse(""));
            shown.addAll(ids(page));
            cursor = object(page, "pagination").text("next_cursor");
            cursor.ifPresent(cursors::add);
            pages++;
        } while (cursor.isPresent() && pages <= expected.size());
        int taken = 0;
        if (!cursors.isEmpty()) {
            String good = cursors.get(0);
            String forged = (good.charAt(0) == 'A' ? "B" : "A") + good.substring(1);
            taken += ours(first + "&cursor=" + forged).status() == 200 ? 1 : 0;
            taken += ours(first + "&outcome=form_completed&cursor=" + good).status() == 200 ? 1 : 0;
            taken += door().get(first + "&cursor=" + good, Optional.of(token(ProbeSessions.THEIRS)))
                                    .status()
                            == 200
                    ? 1
                    : 0;
        }
        return taken(
                expected.size(),
                List.of(),
                count("missing", without(expected, shown).size()),
                count("repeated", shown.size() - new HashSet<>(shown).size()),
                count("pages", pages),
                count("cursors_taken", taken));
    }

    private Measurement isolation() {
        Written there = written();
        String id = there.large().session().value();
        String token = token(ProbeSessions.OURS);
        String forged = token.substring(0, token.length() - 4) + (token.endsWith("AAAA") ? "BBBB" : "AAAA");
        Optional<String> theirs = Optional.of(token(ProbeSessions.THEIRS));
        String list = "/sessions/list?range=90d&limit=100";
        Map<String, HttpReply> replies = new LinkedHashMap<>();
        replies.put("the other tenant, the detail", door().get("/sessions/" + id, theirs));
        replies.put("the other tenant, the alias", door().get("/conversations/" + id, theirs));
        replies.put("the other tenant, the list", door().get(list, theirs));
        replies.put(
                "the other tenant, the list of ours",
                door().get(
                                list + "&tenant_id=" + ProbeSessions.OURS.id() + "&tenant_hash="
                                        + ProbeSessions.OURS.hash(),
                                theirs));
        replies.put("nobody, the detail", door().get("/sessions/" + id, Optional.empty()));
        replies.put("nobody, the list", door().get(list, Optional.empty()));
        replies.put("a forged token, the detail", door().get("/sessions/" + id, Optional.of(forged)));
        replies.put("a forged token, the list", door().get(list, Optional.of(forged)));
        List<String> seen = new ArrayList<>();
        replies.forEach((who, reply) -> {
            if (shows(reply, there)) {
                seen.add(who + " sees our sessions");
            } else if (reply.status() == 200 && !who.startsWith("the other tenant, the list")) {
                seen.add(who + " is answered with 200");
            }
        });
        return taken(replies.size(), seen, count("shown", seen.size()));
    }

    private static boolean shows(HttpReply reply, Written there) {
        String text = JsonText.compact(reply.body());
        return there.ages().keySet().stream()
                .anyMatch(probe -> text.contains('"' + probe.session().value() + '"'));
    }

    private Measurement answers() {
        written();
        Map<String, Integer> expected = new LinkedHashMap<>();
        expected.put("/sessions/no-such-session", 404);
        expected.put("/sessions/not%20an%20id", 400);
        expected.put("/sessions/list?range=2w", 400);
        expected.put("/sessions/list?outcome=nothing", 400);
        expected.put("/sessions/list?cursor=nothing", 400);
        expected.put("/no/such/endpoint", 404);
        List<String> seen = new ArrayList<>();
        expected.forEach((path, status) -> {
            HttpReply reply = ours(path);
            boolean says =
                    reply.body().text("error").filter(text -> !text.isBlank()).isPresent();
            if (reply.status() != status || !says) {
                seen.add(path + " is answered with " + reply.status() + ", not " + status
                        + (says ? "" : " and an error"));
            }
        });
        return taken(expected.size(), seen, count("wrong", seen.size()));
    }

    private Measurement latency() {
        String detail = "/sessions/" + written().large().session();
        String list = "/sessions/list?range=90d&limit=25";
        String token = token(ProbeSessions.OURS);
        List<Double> details = timed(detail, token);
        List<Double> lists = timed(list, token);
        return details.isEmpty() || lists.isEmpty()
                ? Measurement.untold("no call was timed")
                : new Measurement.Taken(
                        List.of(
                                milliseconds("detail_p50", Samples.percentile(details, 50)),
                                milliseconds("detail_p99", Samples.percentile(details, 99)),
                                milliseconds("list_p50", Samples.percentile(lists, 50)),
                                milliseconds("list_p99", Samples.percentile(lists, 99))),
                        Math.min(details.size(), lists.size()),
                        Series.milliseconds("detail", details),
                        List.of());
    }

    private List<Double> timed(String path, String token) {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < WARM_UP + CALLS && !stop.getAsBoolean(); i++) {
            long began = target.pause().nanoTime();
            HttpReply reply = door().get(path, Optional.of(token));
            if (reply.status() != 200) {
                throw Failure.of(FailureCode.SERVICE_UNAVAILABLE, "The API answered " + reply.status() + " to " + path);
            }
            if (i >= WARM_UP) {
                times.add((target.pause().nanoTime() - began) / 1e6);
            }
        }
        return times;
    }

    private Measurement health() {
        if (door.isEmpty()) {
            return Measurement.untold("the API is not deployed with an address here, and --url names none");
        }
        HttpReply reply = door().get("/health", Optional.empty());
        Map<String, JsonValue> parts = object(reply.body(), "parts").members();
        List<String> seen = new ArrayList<>();
        parts.forEach((name, word) -> {
            if (!word.equals(new JsonString("ok"))) {
                seen.add(name + " is " + (word instanceof JsonString text ? text.value() : "not told"));
            }
        });
        return taken(
                parts.size(), seen, count("answers", reply.status() == 200 ? 1 : 0), count("unavailable", seen.size()));
    }

    /** The sessions that a range up to so many days has. */
    private static Set<String> of(Written there, int days) {
        return there.ages().entrySet().stream()
                .filter(probe -> probe.getValue() <= days)
                .map(probe -> probe.getKey().session().value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> ids(JsonObject page) {
        return ApiTimeline.objects(page, "sessions").stream()
                .map(row -> row.text("session_id").orElse(""))
                .toList();
    }

    private static Set<String> without(java.util.Collection<String> all, java.util.Collection<String> others) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(new HashSet<>(others));
        return rest;
    }

    private static JsonObject object(JsonObject object, String name) {
        return object.get(name).orElse(JsonObject.EMPTY) instanceof JsonObject member ? member : JsonObject.EMPTY;
    }

    /** The events of a session in the order of a timeline. */
    static List<Event> inOrder(List<Event> events) {
        return events.stream().sorted(Event.BY_STEP).toList();
    }
}
