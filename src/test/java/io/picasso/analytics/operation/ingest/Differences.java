package io.picasso.analytics.operation.ingest;

import static io.picasso.analytics.operation.ingest.Items.flag;
import static io.picasso.analytics.operation.ingest.Items.number;
import static io.picasso.analytics.operation.ingest.Items.text;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.operation.ingest.PlayedCollection.Played;
import io.picasso.analytics.oracle.PlainOracle;
import io.picasso.analytics.oracle.PlainOracle.Row;
import io.picasso.analytics.oracle.PlainOracle.Sent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What lies in an environment against what must lie there after some events were sent, however often. */
final class Differences {
    private static final int RETENTION_DAYS = 90;

    private final List<Played> events;
    private final Map<Played, Instant> occurred = new HashMap<>();
    private final List<String> found = new ArrayList<>();

    /**
     * @param firstSent when the queue first took each event; tells the time of those whose own clock is not believed
     */
    private Differences(List<Played> events, Function<Played, Instant> firstSent) {
        this.events = events;
        for (Played event : events) {
            occurred.put(
                    event,
                    event.event().time().skewed()
                            ? firstSent.apply(event)
                            : event.sample().at());
        }
    }

    /** Each difference in a line; none when all is as it must be. */
    static List<String> in(IngestEnvironment environment, List<Played> events, Function<Played, Instant> firstSent) {
        Differences differences = new Differences(events, firstSent);
        differences.lake(environment);
        differences.eventItems(environment.events());
        differences.summaries(environment.summaries(), firstSent);
        return differences.found;
    }

    /** Every event lies in the lake, where it belongs; some twice, because it came twice. */
    private void lake(IngestEnvironment environment) {
        Map<String, Played> expected = events.stream().collect(Collectors.toMap(Differences::identity, e -> e));
        Set<String> seen = new HashSet<>();
        for (IngestEnvironment.LakeLine line : environment.lake()) {
            String identity = line.line().text("session_id").orElse("") + "/"
                    + line.line().text("fingerprint").orElse("");
            Played event = expected.get(identity);
            seen.add(identity);
            if (event == null) {
                found.add("the lake has what nobody sent: " + JsonText.compact(line.line()));
            } else if (!line.key().tenantId().equals(event.tenant().id())
                    || !line.line()
                            .text("tenant_hash")
                            .equals(Optional.of(event.tenant().hash()))
                    || !line.line()
                            .text("occurred_at")
                            .map(t -> t.substring(0, 10))
                            .equals(Optional.of(line.key().day().toString()))
                    || !line.line()
                            .get("event_payload")
                            .equals(Optional.of(event.event().payload()))) {
                found.add("wrong in the lake: " + line.key() + " " + JsonText.compact(line.line()));
            }
        }
        expected.keySet().stream()
                .filter(identity -> !seen.contains(identity))
                .forEach(identity -> found.add("lost from the lake: " + identity));
    }

    private static String identity(Played event) {
        return event.event().session() + "/" + event.event().fingerprint();
    }

    private void eventItems(Map<String, Map<String, AttributeValue>> items) {
        Map<String, Map<String, AttributeValue>> expected = new HashMap<>();
        for (Played event : events) {
            Map<String, AttributeValue> item = item(event);
            expected.put(item.get("pk").s() + " " + item.get("sk").s(), item);
        }
        compare("event", expected, items);
    }

    /** The item, written out by the definition of the table. */
    private Map<String, AttributeValue> item(Played played) {
        Event event = played.event();
        String step =
                String.format(java.util.Locale.ROOT, "%03d", played.sample().step());
        String time = UtcTime.format(occurred(played));
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("pk", text("SESSION#" + event.session()));
        item.put("sk", text("STEP#" + step + "#" + event.fingerprint()));
        item.put("session_id", text(event.session().value()));
        item.put("tenant_id", text(played.tenant().id()));
        item.put("tenant_hash", text(played.tenant().hash()));
        item.put("step_number", number(played.sample().step()));
        item.put("event_type", text(played.sample().type().name()));
        item.put("timestamp", text(time));
        item.put("ttl", number(Math.floorDiv(occurred(played).toEpochMilli(), 1_000L) + RETENTION_DAYS * 86_400L));
        if (!event.payload().isEmpty()) {
            item.put("event_payload", text(JsonText.compact(event.payload())));
        }
        if (event.time().skewed()) {
            item.put("clock_skewed", flag(true));
        }
        String client = event.time().client();
        if (client != null && !client.equals(time)) {
            item.put("client_timestamp", text(client));
        }
        played.sample().wire().text("ga_client_id").ifPresent(id -> item.put("ga_client_id", text(id)));
        return item;
    }

    private Instant occurred(Played event) {
        return Optional.ofNullable(occurred.get(event)).orElseThrow();
    }

    private void summaries(Map<String, Map<String, AttributeValue>> items, Function<Played, Instant> firstSent) {
        Map<PlainOracle.Key, Row> rows = new PlainOracle(RETENTION_DAYS, Core::redacted)
                .summaries(events.stream()
                        .map(e -> Sent.of(
                                e.tenant().id(),
                                e.tenant().hash(),
                                e.text(),
                                Optional.of(firstSent.apply(e)),
                                e.event().fingerprint().value()))
                        .toList());
        Map<PlainOracle.Key, Set<String>> times = new HashMap<>();
        Set<PlainOracle.Key> withForm = new HashSet<>();
        Set<PlainOracle.Key> skewed = new HashSet<>();
        for (Played event : events) {
            PlainOracle.Key key = new PlainOracle.Key(
                    event.tenant().hash(), event.event().session().value());
            times.computeIfAbsent(key, k -> new HashSet<>()).add(UtcTime.format(occurred(event)));
            if (event.event().time().skewed()) {
                skewed.add(key);
            }
            if (event.sample().type().name().equals("FORM_STARTED")) {
                withForm.add(key);
            }
        }
        Map<String, Map<String, AttributeValue>> expected = new HashMap<>();
        rows.forEach((key, row) -> {
            String anchorKey = "TENANT#" + key.tenantHash() + " ANCHOR#" + key.sessionId();
            Map<String, AttributeValue> anchor = items.getOrDefault(anchorKey, Map.of());
            String fixed =
                    anchor.containsKey("started_at") ? anchor.get("started_at").s() : "missing";
            if (!mayBeAnchor(fixed, times.getOrDefault(key, Set.of()), skewed.contains(key))) {
                found.add("no anchor, or at a time that is none of the session's: " + anchorKey + " " + fixed);
                return;
            }
            Map<String, AttributeValue> item = Items.summary(row, withForm.contains(key));
            item.put("pk", text("TENANT#" + key.tenantHash()));
            item.put("sk", text("SESSION#" + fixed + "#" + key.sessionId()));
            expected.put(item.get("pk").s() + " " + item.get("sk").s(), item);
            expected.put(anchorKey, anchor(key, fixed));
        });
        compare("summary", expected, items);
    }

    /**
     * An anchor is at the time of one of the events. Where our own clock had to be taken, it is at the time of a
     * delivery, which need not be the first that was sent.
     */
    private static boolean mayBeAnchor(String fixed, Set<String> times, boolean skewed) {
        return times.contains(fixed) || (skewed && times.stream().anyMatch(time -> fixed.compareTo(time) > 0));
    }

    /** It outlives every row of its session. */
    private static Map<String, AttributeValue> anchor(PlainOracle.Key key, String fixed) {
        return Map.of(
                "pk", text("TENANT#" + key.tenantHash()),
                "sk", text("ANCHOR#" + key.sessionId()),
                "session_id", text(key.sessionId()),
                "started_at", text(fixed),
                "ttl", number(Instant.parse(fixed).getEpochSecond() + (2 * RETENTION_DAYS + 1) * 86_400L));
    }

    private void compare(
            String what,
            Map<String, Map<String, AttributeValue>> expected,
            Map<String, Map<String, AttributeValue>> items) {
        expected.forEach((key, item) -> {
            Map<String, AttributeValue> there = items.get(key);
            if (there == null) {
                found.add("missing " + what + ": " + key);
            } else if (!there.equals(item)) {
                found.add(what + " " + key + ": " + Items.difference(item, there));
            }
        });
        items.keySet().stream()
                .filter(key -> !expected.containsKey(key))
                .forEach(key -> found.add("extra " + what + ": " + key));
    }
}
