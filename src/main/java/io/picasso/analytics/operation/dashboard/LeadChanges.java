package io.picasso.analytics.operation.dashboard;

import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.FormSubmissions;
import io.picasso.analytics.port.FormSubmissions.Change;
import io.picasso.analytics.port.FormSubmissions.Effect;
import io.picasso.analytics.port.FormSubmissions.Submission;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Moves leads. Each change is one conditional write of everything that belongs together, so that two people at once leave
 * what one of them wanted, whole; only an archived lead has an end.
 */
final class LeadChanges {
    /** How long an archived lead is kept. */
    static final Duration ARCHIVE = Duration.ofDays(365);

    private static final int ATTEMPTS = 5;

    private final FormSubmissions submissions;

    LeadChanges(FormSubmissions submissions) {
        this.submissions = submissions;
    }

    static Refusal notFound() {
        return Refusal.notFound("Lead not found");
    }

    void move(String tenantId, String id, LeadStatus status, String who, Instant now) {
        Map<String, String> values = stamped(who, now);
        place(values, tenantId, status);
        if (status == LeadStatus.CONTACTED) {
            values.put("contacted_at", UtcTime.format(now));
        }
        boolean archived = status == LeadStatus.ARCHIVED;
        if (archived) {
            values.put("archived_at", UtcTime.format(now));
        }
        require(submissions.change(
                tenantId,
                id,
                new Change(
                        values,
                        archived ? Set.of() : Set.of("archived_at"),
                        archived ? Optional.of(now.plus(ARCHIVE).getEpochSecond()) : Optional.empty(),
                        false,
                        Optional.empty(),
                        Optional.empty())));
    }

    void note(String tenantId, String id, String notes, String who, Instant now) {
        Map<String, String> values = stamped(who, now);
        values.put("internal_notes", notes);
        require(submissions.change(
                tenantId,
                id,
                new Change(values, Set.of(), Optional.empty(), true, Optional.empty(), Optional.empty())));
    }

    /**
     * Brings a lead back from the archive, with a line in its notes.
     *
     * @return false when it is not archived
     */
    boolean reactivate(String tenantId, String id, String who, Instant now) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Submission lead = submissions.find(tenantId, id).orElseThrow(LeadChanges::notFound);
            if (!lead.status().equals(LeadStatus.ARCHIVED.label())) {
                return false;
            }
            Map<String, String> values = stamped(who, now);
            place(values, tenantId, LeadStatus.NEW);
            values.put("internal_notes", ("[" + UtcTime.format(now) + "] Reactivated\n" + lead.notes()).strip());
            Effect effect = submissions.change(
                    tenantId,
                    id,
                    new Change(
                            values,
                            Set.of("archived_at"),
                            Optional.empty(),
                            false,
                            Optional.of(LeadStatus.ARCHIVED.label()),
                            Optional.of(lead.notes())));
            if (effect == Effect.MADE) {
                return true;
            }
        }
        throw Failure.of(FailureCode.CONCURRENT_CHANGE, "Somebody else is changing the lead");
    }

    private static Map<String, String> stamped(String who, Instant now) {
        Map<String, String> values = new HashMap<>();
        values.put("processed_by", who);
        values.put("updated_at", UtcTime.format(now));
        return values;
    }

    /** The status, and the index key made of it. */
    private static void place(Map<String, String> values, String tenantId, LeadStatus status) {
        values.put("pipeline_status", status.label());
        values.put("tenant_pipeline_key", tenantId + "#" + status.label());
    }

    private static void require(Effect effect) {
        if (effect != Effect.MADE) {
            throw notFound();
        }
    }
}
