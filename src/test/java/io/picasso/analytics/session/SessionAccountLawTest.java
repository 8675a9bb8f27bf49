package io.picasso.analytics.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Fingerprint;
import io.picasso.analytics.law.Cases;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.session.SessionAccount.Known;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every event is in exactly one place, whatever was found where and in whatever order. */
class SessionAccountLawTest {
    private static final Instant NOW = Instant.parse("2025-12-28T09:00:00Z");
    private static final Retention RETENTION = new Retention(90);

    private record Case(
            List<Event> lake,
            List<Event> table,
            List<Event> expired,
            Set<Fingerprint> deferred,
            Optional<SessionSummary> stored) {
        Known known() {
            return new Known(lake, table, expired, deferred, stored);
        }

        SessionAccount account() {
            return SessionAccount.of(known(), RETENTION, NOW);
        }
    }

    @Test
    void everyDistinctEventIsInExactlyOnePlace() {
        Cases.forAll(1_000, random -> {
            Case found = random(random);
            SessionAccount account = found.account();

            List<Fingerprint> placed = account.events().values().stream()
                    .flatMap(Collection::stream)
                    .map(Event::fingerprint)
                    .toList();
            Set<Fingerprint> all = prints(found.lake());
            all.addAll(prints(found.table()));
            all.addAll(prints(found.expired()));

            assertThat(placed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
        });
    }

    @Test
    void thePlaceIsWhatWasFound() {
        Cases.forAll(1_000, random -> {
            Case found = random(random);
            SessionAccount account = found.account();
            Set<Fingerprint> lake = prints(found.lake());
            Set<Fingerprint> table = prints(found.table());

            assertThat(prints(account.of(Presence.IN_BOTH))).isEqualTo(both(lake, table));
            assertThat(prints(account.of(Presence.NOT_IN_LAKE))).isEqualTo(without(table, lake));
            assertThat(found.deferred()).containsAll(prints(account.of(Presence.DEFERRED)));
            assertThat(both(prints(account.of(Presence.NOT_WRITTEN)), found.deferred()))
                    .isEmpty();
            for (Presence behind : List.of(Presence.DEFERRED, Presence.NOT_WRITTEN)) {
                assertThat(lake).containsAll(prints(account.of(behind)));
                assertThat(both(table, prints(account.of(behind)))).isEmpty();
                assertThat(account.of(behind))
                        .noneMatch(event -> Retention.isExpired(RETENTION.expiryOf(event.occurredAt()), NOW));
            }
            assertThat(account.of(Presence.EXPIRED))
                    .allMatch(event -> Retention.isExpired(RETENTION.expiryOf(event.occurredAt()), NOW));
        });
    }

    @Test
    void neitherOrderNorRepeatsChangeTheAccount() {
        Cases.forAll(500, random -> {
            Case found = random(random);
            List<Event> lake = new ArrayList<>(found.lake());
            lake.addAll(found.lake());
            List<Event> table = new ArrayList<>(found.table());
            Collections.shuffle(lake, random);
            Collections.shuffle(table, random);

            assertThat(new Case(lake, table, found.expired(), found.deferred(), found.stored()).account())
                    .isEqualTo(found.account());
        });
    }

    @Test
    void lakeAndTableThatAreTheSameAreAccountedForAndNothingElseIs() {
        Cases.forAll(500, random -> {
            List<Event> events = events(random, 1 + random.nextInt(10), NOW.minus(Duration.ofDays(2)));
            Optional<SessionSummary> stored =
                    SessionFold.over(events, RETENTION).summary();
            assertThat(new Case(events, events, List.of(), Set.of(), stored)
                            .account()
                            .isAccounted())
                    .isTrue();

            List<Event> less = events.subList(1, events.size());
            Optional<SessionSummary> storedLess =
                    SessionFold.over(less, RETENTION).summary();
            assertThat(new Case(events, less, List.of(), Set.of(), storedLess)
                            .account()
                            .isAccounted())
                    .isFalse();
            assertThat(new Case(less, events, List.of(), Set.of(), stored)
                            .account()
                            .isAccounted())
                    .isFalse();
            assertThat(new Case(events, events, List.of(), Set.of(), storedLess)
                            .account()
                            .isAccounted())
                    .isFalse();
        });
    }

    @Test
    void theEventsBehindACounterAddUpToIt() {
        Cases.forAll(500, random -> {
            SessionAccount account = random(random).account();
            Optional<Counters> folded = account.folded().map(SessionSummary::counters);

            for (CounterEvents counter : account.counters()) {
                long expected = folded.map(c -> switch (counter.counter()) {
                            case "event_count" -> c.events();
                            case "message_count" -> c.messages();
                            case "user_message_count" -> c.userMessages();
                            case "bot_message_count" -> c.botMessages();
                            case "response_count" -> c.responses();
                            case "total_response_time_ms" -> c.responseTimeMs();
                            default -> throw new AssertionError(counter.counter());
                        })
                        .orElse(0L);
                assertThat(counter.counted()).as(counter.counter()).isEqualTo(expected);
                if (!counter.counter().equals("total_response_time_ms")) {
                    assertThat(counter.events()).hasSize((int) expected);
                }
            }
        });
    }

    /** Some events, each in the lake, in the table, in both or in neither; some of them long ago. */
    private static Case random(Random random) {
        List<Event> lake = new ArrayList<>();
        List<Event> table = new ArrayList<>();
        List<Event> expired = new ArrayList<>();
        Set<Fingerprint> deferred = new HashSet<>();
        List<Event> young = events(random, random.nextInt(10), NOW.minus(Duration.ofDays(3)));
        for (Event event : young) {
            Cases.oneOf(random, lake, table, lake).add(event);
            Cases.oneOf(random, lake, table, new ArrayList<Event>()).add(event);
            if (random.nextInt(3) == 0) {
                deferred.add(event.fingerprint());
            }
        }
        for (Event event : events(random, random.nextInt(4), NOW.minus(Duration.ofDays(100)))) {
            Cases.oneOf(random, lake, expired).add(event);
        }
        Optional<SessionSummary> stored = random.nextBoolean()
                ? SessionFold.over(random.nextBoolean() ? table : young, RETENTION)
                        .summary()
                : Optional.empty();
        return new Case(lake, table, expired, deferred, stored);
    }

    private static List<Event> events(Random random, int count, Instant start) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String type = Cases.oneOf(random, "MESSAGE_SENT", "MESSAGE_RECEIVED", "CHAT_OPENED");
            events.add(Core.event(
                    "{\"session_id\":\"s\",\"tenant_id\":\"de0123456789ab\",\"step_number\":" + i
                            + ",\"timestamp\":\"" + start.plusSeconds(i) + "\",\"event\":{\"type\":\"" + type
                            + "\",\"payload\":{\"response_time_ms\":" + random.nextInt(70_000) + "}}}",
                    null));
        }
        return events;
    }

    private static Set<Fingerprint> prints(Collection<Event> events) {
        return events.stream().map(Event::fingerprint).collect(Collectors.toCollection(HashSet::new));
    }

    private static Set<Fingerprint> both(Set<Fingerprint> one, Set<Fingerprint> other) {
        return one.stream().filter(other::contains).collect(Collectors.toSet());
    }

    private static Set<Fingerprint> without(Set<Fingerprint> one, Set<Fingerprint> other) {
        return one.stream().filter(print -> !other.contains(print)).collect(Collectors.toSet());
    }
}
