package io.picasso.analytics.port;

import io.picasso.analytics.json.JsonValue.JsonObject;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What visitors filled in. The dashboard calls the same rows leads and moves them along; whoever takes the forms writes
 * them.
 *
 * <p>Every read gives one tenant's rows and no other's, and none that is past its end. Every method throws
 * {@link io.picasso.analytics.failure.Failure} when the table cannot be reached or is not there.
 */
public interface FormSubmissions {
    /**
     * One submission as it lies in the table. Texts that are not there are empty.
     *
     * @param submittedAt as it was written: ISO-8601, UTC
     * @param contact the visitor's name and addresses, as members of an object
     * @param answers what was filled in, by the form's labels where they were written, else by the fields' ids
     * @param status where it stands as a lead; {@code new} where that was never written
     * @param programId what a volunteer applied for
     */
    record Submission(
            String id,
            Optional<String> sessionId,
            String formId,
            String formTitle,
            String submittedAt,
            JsonObject contact,
            Optional<String> comments,
            Map<String, String> answers,
            String status,
            String notes,
            Optional<String> processedBy,
            Optional<String> contactedAt,
            Optional<String> archivedAt,
            Optional<String> updatedAt,
            Optional<String> programId,
            Optional<String> zipCode) {
        public Submission {
            answers = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(answers));
        }
    }

    /**
     * What is to be written to a lead, all at once.
     *
     * @param values attributes that get a text
     * @param removed attributes that go
     * @param expiry seconds since 1970 after which the lead is deleted; empty: it stays, whatever was set before
     * @param keepsExpiry whether expiry is left as it is
     * @param requiredStatus the status it must have for that
     * @param requiredNotes the notes it must have for that; an empty text also stands for none
     */
    record Change(
            Map<String, String> values,
            Set<String> removed,
            Optional<Long> expiry,
            boolean keepsExpiry,
            Optional<String> requiredStatus,
            Optional<String> requiredNotes) {
        public Change {
            values = Map.copyOf(values);
            removed = Set.copyOf(removed);
        }
    }

    /** What became of a change. */
    enum Effect {
        MADE,
        /** There is no such lead of that tenant. */
        NOT_THERE,
        /** It is not as the change requires. */
        OTHERWISE
    }

    /** The submissions of a stretch of time, newest first, read page by page as the iterator goes. */
    Iterator<Submission> newestFirst(String tenantId, Instant from, Instant before);

    /** The ids of the leads with that status, oldest first; all of them. */
    List<String> queue(String tenantId, String status);

    /** One submission; empty when there is none or it is another tenant's. Sees every change finished before. */
    Optional<Submission> find(String tenantId, String id);

    /** Changes a lead of the tenant, or nothing. */
    Effect change(String tenantId, String id, Change change);
}
