package io.picasso.analytics.operation.doctor;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.gate.Figure;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.key.DeferredKey;
import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.key.QuarantineKey;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.ObjectStore.Listed;
import io.picasso.analytics.port.SessionRows;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Removes what the doctor wrote, in this run and in those that were cut off. */
final class Sweep {
    /** Nothing was written. */
    static final Measurement NOTHING = Measurement.taken(1, Figure.count("left", 0));

    /** Markers and quarantined objects of today that are looked into at most. */
    private static final int MOST_READ = 200;

    private final Patient patient;

    Sweep(Patient patient) {
        this.patient = patient;
    }

    /** Removes what other runs left, as far as that can be done. */
    void before() {
        List<String> ignored = new ArrayList<>();
        rows(new LinkedHashSet<>(), ignored);
        objects(ignored);
    }

    /** Removes what this run wrote, and counts what is there afterwards. */
    Measurement after(List<SessionId> sessions) {
        List<String> left = new ArrayList<>();
        rows(new LinkedHashSet<>(sessions), left);
        objects(left);
        attempt(left, () -> naming(DeferredKey.PREFIX));
        attempt(left, () -> naming(QuarantineKey.PREFIX));
        int troubles = left.size();
        long there = count(patient.lake(), LakeKey.prefix(ProbeEvents.TENANT.id()))
                + count(patient.mappings(), "mappings/" + ProbeEvents.TENANT.hash());
        return Measurement.taken(1, Figure.count("left", there + troubles)).seeing(Sentences.of(left));
    }

    private void objects(List<String> left) {
        attempt(left, () -> remove(patient.lake(), LakeKey.prefix(ProbeEvents.TENANT.id())));
        attempt(left, () -> remove(patient.lake(), LakeProbes.OWN));
        attempt(left, () -> remove(patient.mappings(), "mappings/" + ProbeEvents.TENANT.hash() + ".json"));
        attempt(left, () -> remove(patient.mappings(), "tenants/" + ProbeEvents.TENANT.id() + "/"));
    }

    /** What is not there holds nothing of ours. */
    private static void attempt(List<String> left, Runnable removal) {
        try {
            removal.run();
        } catch (Failure failure) {
            if (failure.code() != FailureCode.RESOURCE_MISSING) {
                left.add(ServiceProbes.text(failure));
            }
        }
    }

    private static long count(ObjectStore store, String prefix) {
        return store.stream(prefix)
                .filter(listed -> !listed.path().endsWith("/"))
                .count();
    }

    /** Each table by itself: one that is not there must not keep the rows in the others. */
    private void rows(Set<SessionId> sessions, List<String> left) {
        SessionRows rows = patient.rows();
        String hash = ProbeEvents.TENANT.hash();
        // Anchors know the sessions of runs that were cut off.
        attempt(left, () -> rows.anchors(hash).forEachRemaining(anchor -> sessions.add(anchor.session())));
        for (SessionId session : sessions) {
            attempt(
                    left,
                    () -> rows.events(session).stream()
                            .filter(row -> row.event().tenant().equals(ProbeEvents.TENANT))
                            .forEach(rows::deleteEvent));
            attempt(left, () -> rows.summaries(hash, session).forEach(rows::deleteSummary));
            attempt(left, () -> rows.anchor(hash, session).ifPresent(rows::deleteAnchor));
        }
    }

    private static void remove(ObjectStore store, String prefix) {
        store.stream(prefix).map(Listed::path).toList().forEach(store::delete);
    }

    /** Removes objects of today that speak of the doctor's tenant. */
    private void naming(String prefix) {
        LocalDate today = UtcTime.day(patient.clock().instant());
        String day = String.format(
                "year=%04d/month=%02d/day=%02d/", today.getYear(), today.getMonthValue(), today.getDayOfMonth());
        patient.lake().stream(prefix)
                .map(Listed::path)
                .filter(path -> path.contains(day))
                .limit(MOST_READ)
                .filter(path -> patient.lake()
                        .get(path)
                        .filter(content ->
                                new String(content, StandardCharsets.UTF_8).contains(ProbeEvents.TENANT.hash()))
                        .isPresent())
                .toList()
                .forEach(patient.lake()::delete);
    }
}
