package io.picasso.analytics.operation.verify;

import static io.picasso.analytics.operation.verify.VerifyEnvironment.COFFEE;
import static io.picasso.analytics.operation.verify.VerifyEnvironment.TEA;
import static io.picasso.analytics.operation.verify.VerifyEnvironment.number;
import static io.picasso.analytics.operation.verify.VerifyEnvironment.text;
import static io.picasso.analytics.operation.verify.VerifyEnvironment.with;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Fingerprint;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.operation.verify.Difference.Kind;
import io.picasso.analytics.setting.SettingKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Ways to break one session, each with the differences it must be named by, in the order of their names. */
enum Fault {
    EVENT_DELETED {
        @Override
        List<Kind> inject(VerifyEnvironment tables, String session, Random random) {
            tables.delete(EVENTS, any(tables.events(session), random));
            return List.of(Kind.EVENT_MISSING);
        }
    },
    EVENT_ADDED {
        @Override
        List<Kind> inject(VerifyEnvironment tables, String session, Random random) {
            Instant at =
                    Instant.parse(tables.summary(session).get("started_at").s()).plusSeconds(5);
            tables.environment.wiring().sessionStore().putEvents(List.of(forged(session, at, random)));
            return List.of(Kind.EVENT_EXTRA);
        }
    },
    EVENT_ADDED_AND_COUNTED {
        @Override
        List<Kind> inject(VerifyEnvironment tables, String session, Random random) {
            EVENT_ADDED.inject(tables, session, random);
            Map<String, AttributeValue> summary = tables.summary(session);
            tables.put(
                    SUMMARIES,
                    with(
                            with(summary, "event_count", plus(summary, "event_count", 1)),
                            "message_count",
                            plus(summary, "message_count", 1)));
            return List.of(Kind.EVENT_EXTRA, Kind.SUMMARY_DIFFERS);
        }
    },
    COPIED_UNDER_ANOTHER_KEY {
        @Override
        List<Kind> inject(VerifyEnvironment tables, String session, Random random) {
            String letter = Character.toString('a' + random.nextInt(26));
            tables.put(EVENTS, with(any(tables.events(session), random), "sk", text("STEP#077#" + letter.repeat(12))));
            return List.of(Kind.EVENT_EXTRA);
        }
    },
    PAYLOAD_CHANGED {
        @Override
        List<Kind> inject(VerifyEnvironment tables, String session, Random random) {
            Map<String, AttributeValue> row = any(tables.events(session), random);
            tables.put(EVENTS, with(row, "event_payload", random.nextBoolean() ? text("{\"x\":1}") : null));
            return List.of(Kind.EVENT_DIFFERS);
        }
    },
    TIME_CHANGED {
        @Override
        List<Kind> inject(VerifyEnvironment tables, String session, Random random) {
            Map<String, AttributeValue> row = any(tables.events(session), random);
            Instant time = Instant.parse(row.get("timestamp").s()).plus(Duration.ofHours(random.nextInt(90) - 45L));
            tables.put(EVENTS, with(row, "timestamp", text(UtcTime.format(time.plusMillis(1)))));
            return List.of(Kind.EVENT_DIFFERS);
        }
    },
    CLIENT_ID_CHANGED {
        @Override
        List<Kind> inject(VerifyEnvironment tables, String session, Random random) {
            tables.put(EVENTS, with(any(tables.events(session), random), "ga_client_id", text("9.9")));
            return List.of(Kind.EVENT_DIFFERS);
        }
    },
    MARKED_AS_SKEWED {
        @Override
        List<Kind> inject(VerifyEnvironment tables, String session, Random random) {
            tables.put(
                    EVENTS,
                    with(
                            any(tables.events(session), random),
                            "clock_skewed",
                            AttributeValue.builder().bool(true).build()));
            return List.of(Kind.EVENT_DIFFERS);
        }
    },
    TENANT_CHANGED {
        @Override
        List<Kind> inject(VerifyEnvironment tables, String session, Random random) {
            tables.put(EVENTS, with(any(tables.events(session), random), "tenant_hash", text(TEA.hash())));
            return List.of(Kind.EVENT_OF_WRONG_TENANT);
        }
    },
    TENANT_ID_CHANGED {
        @Override
        List<Kind> inject(VerifyEnvironment tables, String session, Random random) {
            tables.put(EVENTS, with(any(tables.events(session), random), "tenant_id", text("SOMEBODY")));
            return List.of(Kind.EVENT_DIFFERS);
        }
    },
    BARE_TWIN {
        @Override
        List<Kind> inject(VerifyEnvironment tables, String session, Random random) {
            Map<String, AttributeValue> row = any(tables.events(session), random);
            tables.put(EVENTS, with(row, "sk", text(row.get("sk").s().substring(0, "STEP#001".length()))));
            return List.of(Kind.LEGACY_ROW);
        }
    },
    BARE_ALONE {
        @Override
        List<Kind> inject(VerifyEnvironment tables, String session, Random random) {
            Map<String, AttributeValue> row = any(tables.events(session), random);
            tables.put(EVENTS, with(row, "sk", text(row.get("sk").s().substring(0, "STEP#001".length()))));
            tables.delete(EVENTS, row);
            return List.of(Kind.LEGACY_ROW);
        }
    },
    COUNTER_CHANGED {
        @Override
        List<Kind> inject(VerifyEnvironment tables, String session, Random random) {
            String name = List.of(
                            "event_count",
                            "message_count",
                            "user_message_count",
                            "bot_message_count",
                            "total_response_time_ms",
                            "response_count")
                    .get(random.nextInt(6));
            Map<String, AttributeValue> row = tables.summary(session);
            tables.put(SUMMARIES, with(row, name, plus(row, name, random.nextBoolean() ? 7 : -1)));
            return List.of(Kind.SUMMARY_DIFFERS);
        }
    },
    ATTRIBUTE_CHANGED {
        @Override
        List<Kind> inject(VerifyEnvironment tables, String session, Random random) {
            String name = List.of("first_question", "outcome", "tenant_id", "session_id")
                    .get(random.nextInt(4));
            AttributeValue value = name.equals("outcome") ? text("abandoned") : text("ANOTHER");
            tables.put(SUMMARIES, with(tables.summary(session), name, value));
            return List.of(Kind.SUMMARY_DIFFERS);
        }
    },
    TIMES_CHANGED {
        @Override
        List<Kind> inject(VerifyEnvironment tables, String session, Random random) {
            String name = random.nextBoolean() ? "started_at" : "ended_at";
            Map<String, AttributeValue> row = tables.summary(session);
            Instant time = Instant.parse(row.get(name).s()).plusSeconds(random.nextBoolean() ? 1 : -1);
            tables.put(SUMMARIES, with(row, name, text(UtcTime.format(time))));
            return List.of(Kind.SUMMARY_DIFFERS);
        }
    },
    SUMMARY_EMPTIED {
        @Override
        List<Kind> inject(VerifyEnvironment tables, String session, Random random) {
            Map<String, AttributeValue> row = tables.summary(session);
            tables.put(SUMMARIES, Map.of("pk", row.get("pk"), "sk", row.get("sk")));
            return List.of(Kind.SUMMARY_DIFFERS);
        }
    },
    SUMMARY_DELETED {
        @Override
        List<Kind> inject(VerifyEnvironment tables, String session, Random random) {
            tables.delete(SUMMARIES, tables.summary(session));
            return List.of(Kind.SUMMARY_MISSING);
        }
    },
    SECOND_SUMMARY {
        @Override
        List<Kind> inject(VerifyEnvironment tables, String session, Random random) {
            Map<String, AttributeValue> row = tables.summary(session);
            Instant elsewhere = Instant.parse(row.get("started_at").s())
                    .plus(Duration.ofHours(random.nextInt(200) - 100L))
                    .plusMillis(1);
            tables.put(SUMMARIES, with(row, "sk", text("SESSION#" + UtcTime.format(elsewhere) + "#" + session)));
            return List.of(Kind.SUMMARY_SECOND);
        }
    },
    SUMMARY_MOVED {
        @Override
        List<Kind> inject(VerifyEnvironment tables, String session, Random random) {
            Map<String, AttributeValue> row = tables.summary(session);
            SECOND_SUMMARY.inject(tables, session, random);
            tables.delete(SUMMARIES, row);
            return List.of(Kind.ANCHOR_DIFFERS);
        }
    },
    ANCHOR_DELETED {
        @Override
        List<Kind> inject(VerifyEnvironment tables, String session, Random random) {
            tables.delete(SUMMARIES, tables.anchor(session));
            return List.of(Kind.ANCHOR_MISSING);
        }
    },
    ANCHOR_MOVED {
        @Override
        List<Kind> inject(VerifyEnvironment tables, String session, Random random) {
            Map<String, AttributeValue> row = tables.anchor(session);
            String time = random.nextInt(4) == 0
                    ? "nonsense"
                    : UtcTime.format(
                            Instant.parse(row.get("started_at").s()).plusSeconds(random.nextInt(900_000) - 450_000L));
            tables.put(SUMMARIES, with(row, "started_at", text(time)));
            return List.of(Kind.ANCHOR_DIFFERS);
        }
    },
    SUMMARY_AND_ANCHOR_DELETED {
        @Override
        List<Kind> inject(VerifyEnvironment tables, String session, Random random) {
            tables.delete(SUMMARIES, tables.summary(session));
            tables.delete(SUMMARIES, tables.anchor(session));
            return List.of(Kind.SUMMARY_MISSING, Kind.ANCHOR_MISSING);
        }
    },
    SUMMARY_OF_NOTHING {
        @Override
        List<Kind> inject(VerifyEnvironment tables, String session, Random random) {
            Map<String, AttributeValue> row = tables.summary(session);
            String time = row.get("sk").s().substring(0, "SESSION#2025-12-28T09:15:02.481Z".length());
            tables.put(
                    SUMMARIES,
                    with(
                            with(row, "sk", text(time + "#" + session + "-ghost")),
                            "session_id",
                            text(session + "-ghost")));
            return List.of(Kind.SUMMARY_WITHOUT_EVENTS);
        }
    },
    ANCHOR_OF_NOTHING {
        @Override
        List<Kind> inject(VerifyEnvironment tables, String session, Random random) {
            Map<String, AttributeValue> row = tables.anchor(session);
            tables.put(SUMMARIES, with(row, "sk", text("ANCHOR#" + session + "-ghost")));
            return List.of(Kind.ANCHOR_ALONE);
        }
    },
    ALL_DELETED {
        @Override
        List<Kind> inject(VerifyEnvironment tables, String session, Random random) {
            List<Map<String, AttributeValue>> events = tables.events(session);
            events.forEach(row -> tables.delete(EVENTS, row));
            tables.delete(SUMMARIES, tables.summary(session));
            tables.delete(SUMMARIES, tables.anchor(session));
            return events.stream().map(row -> Kind.EVENT_MISSING).toList();
        }
    },
    ONLY_FORGED {
        @Override
        List<Kind> inject(VerifyEnvironment tables, String session, Random random) {
            Instant at =
                    Instant.parse(tables.summary(session).get("started_at").s()).plusSeconds(5);
            List<Event> forged = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                forged.add(forged(session + "-forged", at, random));
            }
            tables.environment.wiring().sessionStore().putEvents(forged);
            return forged.stream().map(event -> Kind.EVENT_EXTRA).toList();
        }
    },
    ONLY_FORGED_AND_ANCHORED {
        @Override
        List<Kind> inject(VerifyEnvironment tables, String session, Random random) {
            List<Kind> kinds = ONLY_FORGED.inject(tables, session, random);
            Map<String, AttributeValue> row = tables.anchor(session);
            tables.put(SUMMARIES, with(row, "sk", text("ANCHOR#" + session + "-forged")));
            return kinds;
        }
    };

    static final SettingKey EVENTS = SettingKey.SESSION_EVENTS_TABLE;
    static final SettingKey SUMMARIES = SettingKey.SESSION_SUMMARIES_TABLE;

    /** Breaks a session of {@link VerifyEnvironment#COFFEE}. */
    abstract List<Kind> inject(VerifyEnvironment tables, String session, Random random);

    /** Whether the rows after mending are the very ones from before; else only what they say is. */
    boolean comesBackAsItWas() {
        return this != SUMMARY_MOVED
                && this != ANCHOR_MOVED
                && this != SUMMARY_AND_ANCHOR_DELETED
                && this != ALL_DELETED;
    }

    private static Map<String, AttributeValue> any(List<Map<String, AttributeValue>> rows, Random random) {
        return rows.get(random.nextInt(rows.size()));
    }

    private static AttributeValue plus(Map<String, AttributeValue> row, String name, long more) {
        return number(Long.parseLong(row.get(name).n()) + more);
    }

    private static Event forged(String session, Instant at, Random random) {
        Event event = Core.event(
                "{\"session_id\":\"" + session + "\",\"tenant_id\":\"" + Core.TENANT.hash()
                        + "\",\"step_number\":2,\"event_type\":\"MESSAGE_SENT\",\"client_timestamp\":\""
                        + UtcTime.format(at) + "\",\"event_payload\":{\"forged\":" + random.nextInt() + "}}",
                at);
        return new Event(
                COFFEE,
                event.session(),
                event.step(),
                event.type(),
                event.payload(),
                event.time(),
                Fingerprint.of(
                        COFFEE.hash(),
                        event.session(),
                        event.step(),
                        event.type(),
                        event.time().client(),
                        event.payload(),
                        null),
                event.producer());
    }
}
