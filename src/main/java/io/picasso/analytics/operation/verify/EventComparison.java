package io.picasso.analytics.operation.verify;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Fingerprint;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.key.StepKey;
import io.picasso.analytics.operation.verify.Difference.Kind;
import io.picasso.analytics.port.SessionRows.EventRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Compares the event rows of a session with its events in the lake. */
final class EventComparison {
    private static final Comparator<Event> BY_STEP = Comparator.comparingInt(Event::step)
            .thenComparing(event -> StepKey.of(event).toString());

    private final Rules rules;
    private final LakeSession lake;
    private final Findings findings;
    private final String tenantHash;
    private final Set<Fingerprint> known = new HashSet<>();

    EventComparison(Rules rules, LakeSession lake, Findings findings) {
        this.rules = rules;
        this.lake = lake;
        this.findings = findings;
        this.tenantHash = findings.suspect().ref().tenantHash();
    }

    void compare(List<EventRow> rows) {
        List<EventRow> bare = new ArrayList<>();
        for (EventRow row : rows) {
            boolean own = row.event().tenant().hash().equals(tenantHash);
            if (rules.isExpired(row.ttl())) {
                findings.partlyExpired |= own;
                known.add(row.event().fingerprint());
            } else if (!own) {
                foreign(row);
            } else if (row.legacy()) {
                bare.add(row);
            } else {
                own(row);
            }
        }
        bare.forEach(this::bare);
        lake.events().stream()
                .filter(event -> !known.contains(event.fingerprint()))
                .sorted(BY_STEP)
                .forEach(this::withoutRow);
    }

    private Optional<Event> inLake(EventRow row) {
        return lake.find(row.event().fingerprint())
                .filter(event -> event.step() == row.key().step().step());
    }

    /** Two tenants may have sessions of one name; but a fingerprint is one tenant's. */
    private void foreign(EventRow row) {
        inLake(row).filter(event -> !row.legacy()).ifPresent(event -> {
            known.add(event.fingerprint());
            findings.isTrue(event);
            findings.report(
                    Kind.EVENT_OF_WRONG_TENANT,
                    row.key().sort(),
                    "the row names tenant " + row.event().tenant().hash() + "; by the lake it is " + tenantHash + "'s");
            replace(row, event);
        });
    }

    private void own(EventRow row) {
        findings.ownRows.add(row);
        Optional<Event> event = inLake(row);
        if (event.isEmpty()) {
            extra(row);
            return;
        }
        known.add(event.get().fingerprint());
        findings.isTrue(event.get());
        List<String> differing = differing(event.get(), row.event());
        if (!differing.isEmpty()) {
            findings.report(Kind.EVENT_DIFFERS, row.key().sort(), String.join(", ", differing) + " not as in the lake");
            replace(row, event.get());
        }
    }

    private void bare(EventRow row) {
        findings.ownRows.add(row);
        Optional<Event> event = inLake(row);
        if (event.isEmpty()) {
            extra(row);
            return;
        }
        boolean twin = !known.add(event.get().fingerprint());
        findings.isTrue(event.get());
        findings.report(
                Kind.LEGACY_ROW,
                row.key().sort(),
                twin
                        ? "the event is there under " + StepKey.of(event.get()) + " too"
                        : "the event belongs under " + StepKey.of(event.get()));
        if (!twin) {
            findings.put.add(event.get());
        }
        findings.deleteAfter.add(row);
    }

    private void replace(EventRow row, Event event) {
        if (event.time().skewed()) {
            // A put of an event timed by our own clock gives way to what is there.
            findings.deleteBefore.add(row);
        }
        findings.put.add(event);
    }

    private void extra(EventRow row) {
        Event event = row.event();
        String what = event.type().name() + " of " + UtcTime.format(event.occurredAt());
        if (rules.isYoung(event.occurredAt())) {
            findings.inFlight++;
            findings.isTrue(event);
        } else if (rules.isOlderThanLake(event.occurredAt())) {
            findings.olderThanLake++;
            findings.isTrue(event);
        } else if (!lake.sees(event.occurredAt())) {
            findings.isTrue(event);
            findings.reportOnly(
                    Kind.EVENT_EXTRA,
                    row.key().sort(),
                    what + "; the lake cannot be read in full on that day, so it is not to be deleted");
        } else if (row.legacy() || hasKeyOf(tenantHash, event)) {
            findings.report(Kind.EVENT_EXTRA, row.key().sort(), what);
            findings.deleteAfter.add(row);
        } else {
            rules.tenants().stream()
                    .filter(hash -> hasKeyOf(hash, event))
                    .findFirst()
                    .ifPresentOrElse(
                            hash -> findings.report(
                                    Kind.EVENT_OF_WRONG_TENANT,
                                    row.key().sort(),
                                    "the row names tenant " + tenantHash + "; its key is that of an event of " + hash),
                            () -> findings.report(
                                    Kind.EVENT_EXTRA, row.key().sort(), what + "; its key does not match its content"));
            findings.deleteAfter.add(row);
        }
    }

    /** Whether the key is the one that the row's content has under a tenant. */
    private static boolean hasKeyOf(String hash, Event event) {
        return event.fingerprint()
                .equals(Fingerprint.of(
                        hash,
                        event.session(),
                        event.step(),
                        event.type(),
                        event.time().client(),
                        event.payload(),
                        event.producer().eventId()));
    }

    private void withoutRow(Event event) {
        if (rules.isExpired(event)) {
            findings.partlyExpired = true;
            return;
        }
        findings.isTrue(event);
        String key = StepKey.of(event).toString();
        if (rules.deferred().names(findings.suspect().ref(), key)) {
            findings.deferred++;
        } else if (rules.isYoung(event)) {
            findings.inFlight++;
        } else {
            findings.report(Kind.EVENT_MISSING, key, event.type().name() + " of " + UtcTime.format(event.occurredAt()));
            findings.put.add(event);
        }
    }

    private List<String> differing(Event event, Event row) {
        List<String> names = new ArrayList<>();
        differs("tenant_id", !event.tenant().id().equals(row.tenant().id()), names);
        differs("event_type", !event.type().equals(row.type()), names);
        differs("event_payload", !canonical(event.payload()).equals(canonical(row.payload())), names);
        differs("timestamp", !event.occurredAt().equals(row.occurredAt()), names);
        differs("clock_skewed", event.time().skewed() != row.time().skewed(), names);
        differs(
                "client_timestamp",
                !Objects.equals(event.time().client(), row.time().client()),
                names);
        differs("event_id or ga_client_id", !lake.brought(row), names);
        return names;
    }

    private static void differs(String name, boolean differs, List<String> names) {
        if (differs) {
            names.add(name);
        }
    }

    private static String canonical(JsonObject payload) {
        StringBuilder text = new StringBuilder();
        JsonText.canonical(payload, text);
        return text.toString();
    }
}
