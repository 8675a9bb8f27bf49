package io.picasso.analytics.operation.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.RejectionReason;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.key.QuarantineKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Input that is broken or meant to break: kept with its reason, and its neighbours unaffected. */
class HostileInputTest {
    private static final Tenant COFFEE = IngestEnvironment.TENANTS.get(0);
    private static final Tenant TEA = IngestEnvironment.TENANTS.get(1);
    private static final Tenant NEW = IngestEnvironment.tenant("MILK004");
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private final IngestEnvironment environment = IngestEnvironment.create();

    @AfterEach
    void close() {
        environment.close();
    }

    static Stream<Arguments> hostile() {
        String good = event("s", "1", "{}");
        return Stream.of(
                bad("malformed", "{\"session_id\":", RejectionReason.MALFORMED_JSON),
                bad("empty", "", RejectionReason.MALFORMED_JSON),
                bad("two values", good + good, RejectionReason.MALFORMED_JSON),
                bad("an array", "[" + good + "]", RejectionReason.NOT_AN_OBJECT),
                bad("a text", "\"text\"", RejectionReason.NOT_AN_OBJECT),
                bad("null", "null", RejectionReason.NOT_AN_OBJECT),
                bad("deep", "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000), RejectionReason.NESTED_TOO_DEEP),
                bad("deep array", "[".repeat(500_000), RejectionReason.NESTED_TOO_DEEP),
                bad("half a pair", event("s", "1", "{\"a\":\"\\ud83d\"}"), RejectionReason.INVALID_UTF8),
                bad("session number", good.replace("\"s\"", "17"), RejectionReason.INVALID_SESSION_ID),
                bad("session path", event("../../etc", "1", "{}"), RejectionReason.INVALID_SESSION_ID),
                bad("session empty", event("", "1", "{}"), RejectionReason.INVALID_SESSION_ID),
                bad("session long", event("s".repeat(129), "1", "{}"), RejectionReason.INVALID_SESSION_ID),
                bad("session newline", event("s\\n", "1", "{}"), RejectionReason.INVALID_SESSION_ID),
                bad("session with #", event("a#b", "1", "{}"), RejectionReason.INVALID_SESSION_ID),
                bad("step negative", event("s", "-1", "{}"), RejectionReason.INVALID_STEP_NUMBER),
                bad("step fraction", event("s", "1.5", "{}"), RejectionReason.INVALID_STEP_NUMBER),
                bad("step huge", event("s", "1e999999999", "{}"), RejectionReason.INVALID_STEP_NUMBER),
                bad("step over", event("s", "100000000", "{}"), RejectionReason.INVALID_STEP_NUMBER),
                bad("step word", event("s", "\"one\"", "{}"), RejectionReason.INVALID_STEP_NUMBER),
                bad("payload text", event("s", "1", "\"x\""), RejectionReason.INVALID_PAYLOAD),
                bad(
                        "payload of 500 KB",
                        event("s", "1", "{\"a\":\"" + "x".repeat(500_000) + "\"}"),
                        RejectionReason.EVENT_TOO_LARGE),
                bad(
                        "event null",
                        "{\"session_id\":\"s\",\"tenant_id\":\"" + COFFEE.hash() + "\",\"event\":null}",
                        RejectionReason.INVALID_EVENT),
                bad("type number", good.replace("\"MESSAGE_SENT\"", "5"), RejectionReason.INVALID_EVENT_TYPE),
                bad("type long", good.replace("MESSAGE_SENT", "M".repeat(129)), RejectionReason.INVALID_EVENT_TYPE),
                bad("batch of text", "{\"batch\":true,\"events\":\"x\"}", RejectionReason.INVALID_BATCH),
                bad("no tenant", "{\"session_id\":\"s\",\"event\":{}}", RejectionReason.INVALID_TENANT_HASH),
                bad("tenant path", good.replace(COFFEE.hash(), "../../../x"), RejectionReason.INVALID_TENANT_HASH),
                bad("unknown tenant", good.replace(COFFEE.hash(), NEW.hash()), RejectionReason.UNKNOWN_TENANT),
                bad("id path", flat("../other", COFFEE.hash()), RejectionReason.INVALID_TENANT_ID),
                bad("foreign id", flat(TEA.id(), COFFEE.hash()), RejectionReason.TENANT_MISMATCH),
                bad("foreign hash", flat(COFFEE.id(), TEA.hash()), RejectionReason.TENANT_MISMATCH));
    }

    private static Arguments bad(String name, String text, RejectionReason reason) {
        return Arguments.of(name, text, reason);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void itIsKeptUnderItsReasonAndItsNeighboursArrive(String name, String text, RejectionReason reason) {
        List<String> before = Messages.sent(COFFEE, "before", 2, NOW);
        List<String> after = Messages.sent(TEA, "after", 3, NOW);
        List<String> all = new ArrayList<>(before);
        all.add(text);
        all.addAll(after);

        BatchResult result = process(Messages.inbound(all, NOW));

        assertThat(result.failed()).isEmpty();
        assertThat(result.rejected()).containsExactly(Map.entry(reason, 1));
        assertThat(environment.lake()).hasSize(5);
        assertThat(environment.events()).hasSize(5);
        assertThat(environment.summaries()).hasSize(4);
        JsonObject line = theOneLineUnder(reason);
        assertThat(line.text("original")).contains(text);
        assertThat(line.text("message_id")).contains("m2");
        assertThat(line.text("reason")).contains(reason.label());
        assertThat(line.text("detail").orElseThrow()).isNotBlank().hasSizeLessThan(200);
    }

    @Test
    void bytesThatAreNotUtf8AreKeptAsTheyWere() {
        byte[] bytes = event("s", "1", "{\"a\":\"x\"}").getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 6] = (byte) 0xC3;

        BatchResult result = process(List.of(
                Messages.inbound("good", Messages.sent(COFFEE, "s", 1, NOW).get(0), NOW),
                Messages.inbound("bad", bytes, NOW)));

        assertThat(result.accepted()).isEqualTo(1);
        JsonObject line = theOneLineUnder(RejectionReason.INVALID_UTF8);
        assertThat(Base64.getDecoder().decode(line.text("original_base64").orElseThrow()))
                .isEqualTo(bytes);
    }

    @Test
    void aMessageOfTwoMegabytesIsKeptWhole() {
        String text = event("s", "1", "{\"a\":\"" + "x".repeat(2_000_000) + "\"}");

        process(List.of(
                Messages.inbound("big", text, NOW),
                Messages.inbound("good", Messages.sent(COFFEE, "s", 1, NOW).get(0), NOW)));

        assertThat(theOneLineUnder(RejectionReason.MESSAGE_TOO_LARGE).text("original"))
                .contains(text);
        assertThat(environment.events()).hasSize(1);
    }

    @Test
    void aNullStepIsStepZero() {
        assertThat(process(Messages.inbound(List.of(event("s", "null", "{}")), NOW))
                        .accepted())
                .isEqualTo(1);

        assertThat(environment.events().keySet()).allMatch(key -> key.startsWith("SESSION#s STEP#000#"));
    }

    @Test
    void aBadPartOfAnEnvelopeIsKeptWithItsPlaceAndTheOthersArrive() {
        List<String> parts = new ArrayList<>(Messages.sent(COFFEE, "s", 12, NOW));
        parts.set(4, event("../x", "1", "{}"));
        parts.set(9, "17");
        String envelope = "{\"batch\":true,\"events\":[" + String.join(",", parts) + "]}";

        BatchResult result = process(Messages.inbound(List.of(envelope), NOW));

        assertThat(result.accepted()).isEqualTo(10);
        assertThat(result.failed()).isEmpty();
        JsonObject session = theOneLineUnder(RejectionReason.INVALID_SESSION_ID);
        assertThat(session.get("position")).contains(new JsonNumber("4"));
        assertThat(session.text("original")).contains(parts.get(4));
        JsonObject number = theOneLineUnder(RejectionReason.NOT_AN_OBJECT);
        assertThat(number.get("position")).contains(new JsonNumber("9"));
        assertThat(number.text("original")).contains("17");
        assertThat(environment.events()).hasSize(10);
    }

    @Test
    void whatIsRejectedTwiceIsKeptOnce() {
        List<InboundMessage> messages = Messages.inbound(List.of("{", "[1]"), NOW);
        process(messages);
        Map<String, List<JsonObject>> once = environment.objects(QuarantineKey.PREFIX);

        process(messages);

        assertThat(environment.objects(QuarantineKey.PREFIX)).isEqualTo(once).hasSize(2);
    }

    @Test
    void theQuarantineIsEmptiedOnceTheCauseIsMended() {
        List<String> texts = Messages.sent(NEW, "new", 3, NOW.minusSeconds(60));
        String envelope = "{\"batch\":true,\"events\":[" + texts.get(1) + ",{\"session_id\":5}]}";
        process(Messages.inbound(List.of(texts.get(0), envelope, texts.get(2), "{"), NOW));
        assertThat(environment.events()).isEmpty();
        Map<String, List<JsonObject>> quarantined = environment.objects(QuarantineKey.PREFIX);
        assertThat(quarantined).hasSize(3);

        // Before anything is mended a replay changes nothing.
        assertThat(replay()).isEqualTo(0);
        assertThat(environment.objects(QuarantineKey.PREFIX)).isEqualTo(quarantined);

        environment.know(NEW);
        assertThat(replay()).isEqualTo(3);

        assertThat(environment.events()).hasSize(3);
        assertThat(environment.lake()).hasSize(3);
        assertThat(environment.summaries().values())
                .anyMatch(item -> item.containsKey("event_count")
                        && item.get("event_count").n().equals("3"));
        // Received when it was, not when it was replayed.
        assertThat(environment.lake())
                .allMatch(line -> line.line()
                        .text("server_timestamp")
                        .equals(Optional.of(io.picasso.analytics.event.UtcTime.format(NOW))));
        // What is still wrong stays, under the same paths.
        Map<String, List<JsonObject>> left = environment.objects(QuarantineKey.PREFIX);
        assertThat(left).hasSize(2);
        assertThat(quarantined).containsAllEntriesOf(left);

        Map<?, ?> events = environment.events();
        Map<?, ?> summaries = environment.summaries();
        assertThat(replay()).isEqualTo(0);
        assertThat(environment.objects(QuarantineKey.PREFIX)).isEqualTo(left);
        assertThat(environment.events()).isEqualTo(events);
        assertThat(environment.summaries()).isEqualTo(summaries);
    }

    @Test
    void anObjectInWhichOnlySomeAreMendedIsFiledAnew() {
        Tenant never = IngestEnvironment.tenant("NEVER005");
        List<String> texts = new ArrayList<>(Messages.sent(NEW, "new", 2, NOW));
        texts.addAll(Messages.sent(never, "never", 2, NOW));
        process(Messages.inbound(texts, NOW));
        environment.know(NEW);

        assertThat(replay()).isEqualTo(2);

        assertThat(environment.objects(QuarantineKey.PREFIX)).hasSize(1);
        assertThat(environment.objects(QuarantineKey.PREFIX).values().iterator().next())
                .hasSize(2)
                .allMatch(line -> line.text("original").orElseThrow().contains(never.hash()));
        assertThat(environment.events()).hasSize(2);
    }

    private BatchResult process(List<InboundMessage> messages) {
        return environment.wiring().ingestion().processor().process(messages);
    }

    /** Returns how many events were accepted. */
    private int replay() {
        List<BatchResult> results = new ArrayList<>();
        List<String> unreadable = environment
                .wiring()
                .ingestion()
                .quarantineReplay((inputs, result) -> results.add(result))
                .run(Optional.empty());
        assertThat(unreadable).isEmpty();
        return results.stream().mapToInt(BatchResult::accepted).sum();
    }

    private JsonObject theOneLineUnder(RejectionReason reason) {
        Map<String, List<JsonObject>> objects = environment.objects(QuarantineKey.prefix(reason));
        assertThat(objects).hasSize(1);
        List<JsonObject> lines = objects.values().iterator().next();
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    private static String event(String session, String step, String payload) {
        return "{\"session_id\":\"" + session + "\",\"tenant_id\":\"" + COFFEE.hash() + "\",\"step_number\":" + step
                + ",\"event\":{\"type\":\"MESSAGE_SENT\",\"payload\":" + payload + "}}";
    }

    private static String flat(String id, String hash) {
        return "{\"session_id\":\"s\",\"tenant_id\":\"" + id + "\",\"tenant_hash\":\"" + hash
                + "\",\"event_type\":\"MESSAGE_SENT\"}";
    }
}
