package io.picasso.analytics.operation.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.event.EventFactory;
import io.picasso.analytics.event.Redaction;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.account.AccountedRange.Row;
import io.picasso.analytics.operation.account.AccountedRange.Sums;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.operation.ingest.LakeEvents;
import io.picasso.analytics.operation.ingest.LakeReader;
import io.picasso.analytics.operation.ingest.LakeSelection;
import io.picasso.analytics.operation.repair.RepairRequest;
import io.picasso.analytics.session.CounterEvents;
import io.picasso.analytics.session.Presence;
import io.picasso.analytics.session.SessionRange;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.wiring.Wiring;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Every number can be accounted for, and what cannot is named with its reason. */
class AccountsTest {
    private static final Tenant COFFEE = IngestEnvironment.TENANTS.get(0);
    private static final Tenant TEA = IngestEnvironment.TENANTS.get(1);
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final Instant START = NOW.minusSeconds(3_600);

    private final IngestEnvironment environment = IngestEnvironment.create();

    @AfterEach
    void close() {
        environment.close();
    }

    @Test
    void aSessionAsItShouldBeIsAccountedForDownToItsEventIds() {
        process(conversation(COFFEE, "s", 3, START));
        process(conversation(TEA, "other", 2, START));

        AccountedSession accounted = session(COFFEE, "s");

        assertThat(accounted.reasons()).isEmpty();
        Map<String, CounterEvents> counters = new java.util.HashMap<>();
        accounted.account().counters().forEach(counter -> counters.put(counter.counter(), counter));
        assertThat(counters.get("message_count").events()).hasSize(6);
        assertThat(counters.get("response_count").events()).hasSize(3);
        assertThat(counters.get("total_response_time_ms").counted()).isEqualTo(3_000);
        assertThat(counters.values()).allMatch(counter -> counter.stored().isPresent() && counter.agrees());
        assertThat(range(COFFEE).isAccounted()).isTrue();
    }

    @Test
    void aRangeIsSummedUpOverSummariesTableAndLake() {
        for (int i = 0; i < 7; i++) {
            process(conversation(COFFEE, "s" + i, 1 + i, START.plusSeconds(i)));
        }
        process(conversation(TEA, "tea", 4, START));

        AccountedRange accounted = range(COFFEE);

        Sums expected = new Sums(7, 56, 28, 28);
        assertThat(accounted.summaries()).isEqualTo(expected);
        assertThat(accounted.table()).isEqualTo(expected);
        assertThat(accounted.lake()).isEqualTo(expected);
        assertThat(accounted.sessions()).hasSize(7);
        assertThat(accounted.isAccounted()).isTrue();
    }

    @Test
    void whatTheTablesCouldNotTakeIsDeferredUntilItIsRepaired() {
        process(conversation(COFFEE, "whole", 2, START));
        String table = environment.settings().text(SettingKey.SESSION_EVENTS_TABLE);
        environment.set(SettingKey.SESSION_EVENTS_TABLE, "picasso-nowhere");
        process(conversation(COFFEE, "late", 3, START));
        environment.set(SettingKey.SESSION_EVENTS_TABLE, table);

        AccountedSession late = session(COFFEE, "late");
        assertThat(late.account().of(Presence.DEFERRED)).hasSize(6);
        assertThat(late.reasons()).singleElement().asString().contains("backfill deferred");
        AccountedRange range = range(COFFEE);
        assertThat(range.disagreeing()).extracting(Row::session).containsExactly(new SessionId("late"));
        assertThat(range.table().messages()).isEqualTo(4);
        assertThat(range.lake().messages()).isEqualTo(10);
        assertThat(range.presence()).containsEntry(Presence.DEFERRED, 6L).containsEntry(Presence.IN_BOTH, 4L);

        environment
                .wiring()
                .ingestion()
                .deferredRepair()
                .run(new RepairRequest(Optional.empty(), Long.MAX_VALUE, false), () -> false, count -> {});

        assertThat(session(COFFEE, "late").reasons()).isEmpty();
        assertThat(range(COFFEE).isAccounted()).isTrue();
    }

    @Test
    void whatWasNeverWrittenAndWhatIsGoneFromTheLakeAreNamed() {
        process(conversation(COFFEE, "s", 2, START));
        environment.set(SettingKey.DYNAMODB_WRITE_ENABLED, "false");
        process(conversation(COFFEE, "s", 1, START.plusSeconds(60)));
        process(conversation(COFFEE, "unwritten", 1, START));
        environment.set(SettingKey.DYNAMODB_WRITE_ENABLED, "true");

        assertThat(session(COFFEE, "s").account().of(Presence.NOT_WRITTEN)).hasSize(2);
        assertThat(range(COFFEE).presence()).containsEntry(Presence.NOT_WRITTEN, 4L);
        // In no table and named by no marker, it is only found when the lake is looked through.
        assertThat(Assertions.catchThrowableOfType(Failure.class, () -> session(COFFEE, "unwritten"))
                        .code())
                .isEqualTo(FailureCode.NOT_FOUND);
        Accounts accounts = environment.wiring().accounts();
        assertThat(accounts.session(COFFEE, new SessionId("unwritten"), Optional.of(week()))
                        .account()
                        .of(Presence.NOT_WRITTEN))
                .hasSize(2);

        environment
                .paths("analytics/")
                .forEach(path -> environment.wiring().lake().delete(path));

        assertThat(session(COFFEE, "s").account().of(Presence.NOT_IN_LAKE)).hasSize(4);
        assertThat(range(COFFEE).presence()).containsOnly(Map.entry(Presence.NOT_IN_LAKE, 4L));
    }

    @Test
    void whatWasRejectedIsFoundInTheQuarantineByItsOwnTenantOnly() {
        process(conversation(COFFEE, "s", 2, START));
        String wrong = conversation(COFFEE, "s", 1, START).get(0).replace("\"step_number\":1", "\"step_number\":-1");
        process(List.of(wrong, wrong.replace(COFFEE.hash(), TEA.hash()), "{\"session_id\":\"s\" broken"));

        AccountedSession accounted = session(COFFEE, "s");

        assertThat(accounted.quarantined())
                .extracting(Quarantined::reason)
                .containsExactlyInAnyOrder("invalid_step_number", "malformed_json");
        assertThat(accounted.account().isAccounted()).isTrue();
        assertThat(accounted.reasons()).hasSize(1);
        AccountedRange range = range(COFFEE);
        assertThat(range.quarantined()).isEqualTo(1);
        assertThat(range.disagreeing()).hasSize(1);
        assertThat(range(IngestEnvironment.TENANTS.get(2)).isAccounted()).isTrue();
        // It was rejected, so the tenant has no session; but somebody sent it.
        assertThat(range(TEA).disagreeing())
                .singleElement()
                .satisfies(row -> assertThat(row.quarantined()).isEqualTo(1));
    }

    @Test
    void aSummaryThatWasTamperedWithIsShownAgainstTheEvents() {
        process(conversation(COFFEE, "s", 2, START));
        environment.summaries().values().stream()
                .filter(item -> item.containsKey("event_count"))
                .forEach(item -> environment
                        .dynamoDb()
                        .updateItem(update -> update.tableName(
                                        environment.settings().text(SettingKey.SESSION_SUMMARIES_TABLE))
                                .key(Map.of("pk", item.get("pk"), "sk", item.get("sk")))
                                .updateExpression("SET user_message_count = :seven")
                                .expressionAttributeValues(Map.of(
                                        ":seven",
                                        AttributeValue.builder().n("7").build()))));

        assertThat(session(COFFEE, "s").reasons())
                .containsExactly("user_message_count is 7 in the row, 2 by the events");
        AccountedRange range = range(COFFEE);
        assertThat(range.summaries().userMessages()).isEqualTo(7);
        assertThat(range.table().userMessages()).isEqualTo(2);
        assertThat(range.isAccounted()).isFalse();
    }

    @Test
    void whatIsPastItsRetentionIsAccountedFor() {
        environment.set(SettingKey.DYNAMODB_WRITE_ENABLED, "false");
        process(conversation(COFFEE, "old", 2, NOW.minus(Duration.ofDays(91))));
        process(conversation(COFFEE, "long", 2, NOW.minus(Duration.ofDays(90)).minusSeconds(1)));
        environment.set(SettingKey.DYNAMODB_WRITE_ENABLED, "true");
        process(conversation(COFFEE, "long", 1, START));

        AccountedSession accounted = environment
                .wiring()
                .accounts()
                .session(
                        COFFEE,
                        new SessionId("long"),
                        Optional.of(SessionRange.between(
                                Optional.of(UtcTime.format(NOW.minus(Duration.ofDays(92)))), Optional.empty(), NOW)));

        assertThat(accounted.account().of(Presence.IN_BOTH)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(accounted.account().of(Presence.EXPIRED)).isNotEmpty();
        AccountedRange all = environment.wiring().accounts().range(COFFEE, SessionRange.last("90d", NOW), count -> {});
        assertThat(all.sessions()).extracting(Row::session).doesNotContain(new SessionId("old"));
    }

    @Test
    void manyRoundsAndACompactedLakeGiveTheSameAccount() {
        for (int i = 0; i < 12; i++) {
            if (i == 5) {
                environment.set(SettingKey.DYNAMODB_WRITE_ENABLED, "false");
            }
            process(conversation(COFFEE, "s" + i, 1 + i % 3, START.minus(Duration.ofHours(i * 7L))));
        }
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        AccountedRange once = accounts(clock, Long.MAX_VALUE).range(COFFEE, week(), count -> {});

        assertThat(once.disagreeing()).hasSize(7);
        assertThat(accounts(clock, 500).range(COFFEE, week(), count -> {})).isEqualTo(once);

        var compaction = environment.wiring().compaction();
        LakeSelection all = new LakeSelection("", Optional.empty(), Optional.empty(), Optional.empty());
        compaction.run(compaction.plan(all, 0), false, () -> false, day -> {});
        assertThat(accounts(clock, Long.MAX_VALUE).range(COFFEE, week(), count -> {}))
                .isEqualTo(once);
    }

    private Accounts accounts(Clock clock, long roundBytes) {
        Wiring wiring = environment.wiring(clock);
        LakeReader reader = new LakeReader(new JacksonParser(), new EventFactory(Redaction.REDACT));
        return new Accounts(
                wiring.lake(),
                new LakeEvents(wiring.lake(), reader),
                new JacksonParser(),
                wiring.sessionStore(),
                wiring.retention(),
                clock,
                roundBytes);
    }

    private AccountedSession session(Tenant tenant, String session) {
        return environment.wiring().accounts().session(tenant, new SessionId(session), Optional.empty());
    }

    private AccountedRange range(Tenant tenant) {
        return environment.wiring().accounts().range(tenant, week(), count -> {});
    }

    private static SessionRange week() {
        return SessionRange.last("7d", NOW);
    }

    private void process(List<String> texts) {
        environment
                .wiring()
                .ingestion()
                .fileProcessor(() -> false, (inputs, result) -> {})
                .run(IngestEnvironment.lines(texts).iterator());
    }

    /** So many questions, each with an answer after a second. */
    private static List<String> conversation(Tenant tenant, String session, int questions, Instant start) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 2 * questions; i++) {
            texts.add("{\"session_id\":\"" + session + "\",\"tenant_id\":\"" + tenant.hash()
                    + "\",\"timestamp\":\"" + UtcTime.format(start.plusSeconds(i)) + "\",\"step_number\":" + (i / 2 + 1)
                    + ",\"event\":{\"type\":\"" + (i % 2 == 0 ? "MESSAGE_SENT" : "MESSAGE_RECEIVED")
                    + "\",\"payload\":{\"response_time_ms\":1000}}}");
        }
        return texts;
    }
}
