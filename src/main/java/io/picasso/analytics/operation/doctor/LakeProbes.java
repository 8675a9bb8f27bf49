package io.picasso.analytics.operation.doctor;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Reading;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.gate.Figure;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.key.DeferredKey;
import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.operation.ingest.LakeObjects;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.ObjectStore.Listed;
import io.picasso.analytics.port.SourceLine;
import io.picasso.analytics.port.TenantRegistry.Listing;
import io.picasso.analytics.resource.BucketDeclaration;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The buckets and what lies in them. */
final class LakeProbes {
    /** Objects that are listed at most. */
    private static final int MOST_LISTED = 20_000;

    /** Objects that are read. */
    private static final int READ = 20;

    /** Where the doctor writes an object of its own. */
    static final String OWN = "ops/doctor/";

    private final Patient patient;
    private final List<LakeKey> sample = new ArrayList<>();
    private final List<LakeKey> own = new ArrayList<>();
    private Set<String> known = Set.of();

    LakeProbes(Patient patient) {
        this.patient = patient;
    }

    Measurement buckets() {
        List<String> missing = patient.declared().buckets().stream()
                .map(BucketDeclaration::name)
                .filter(bucket -> patient.buckets().find(bucket).isEmpty())
                .map(bucket -> "bucket " + bucket + " is not there")
                .toList();
        return Measurement.taken(patient.declared().buckets().size(), Figure.count("missing", missing.size()))
                .seeing(missing);
    }

    /** @param run tells this object from those of others */
    Measurement write(String run) {
        ObjectStore lake = patient.lake();
        String path = OWN + run + ".json";
        byte[] content = ("{\"doctor\":\"" + run + "\"}\n").getBytes(StandardCharsets.UTF_8);
        try {
            lake.put(path, content, "application/json");
            boolean same = lake.get(path)
                    .filter(read -> java.util.Arrays.equals(read, content))
                    .isPresent();
            lake.delete(path);
            boolean gone = lake.get(path).isEmpty();
            List<String> seen = new ArrayList<>();
            if (!same) {
                seen.add(path + " is not read as it was written");
            }
            if (!gone) {
                seen.add(path + " is there after it was deleted");
            }
            return Measurement.taken(1, Figure.count("failed", seen.size())).seeing(seen);
        } catch (Failure failure) {
            if (failure.code() != FailureCode.DENIED) {
                throw failure;
            }
            return Measurement.taken(1, Figure.count("failed", 1)).seeing(List.of(ServiceProbes.text(failure)));
        }
    }

    /** @param know makes the doctor's own tenant known, so that there is one to be read where there is no other */
    Measurement tenants(Runnable know) {
        Listing listing = patient.tenants().list();
        List<String> seen = new ArrayList<>();
        if (listing.tenants().isEmpty() && listing.unreadable().isEmpty()) {
            know.run();
            listing = patient.tenants().list();
            seen.add("none but the doctor's own; 'picasso-analytics tenant add ID' makes one known");
        }
        known = listing.tenants().stream()
                .map(mapping -> mapping.tenant().id())
                .filter(id -> !isOwn(id))
                .collect(Collectors.toSet());
        listing.unreadable().forEach(name -> seen.add("mapping " + name + " cannot be understood"));
        int unreadable = listing.unreadable().size();
        return Measurement.taken(listing.tenants().size() + unreadable, Figure.count("unreadable", unreadable))
                .seeing(Sentences.of(seen));
    }

    private static boolean isOwn(String tenant) {
        return tenant.equals(ProbeEvents.TENANT.id());
    }

    /** The ids of the tenants that are known, the doctor's own aside. */
    Set<String> known() {
        return known;
    }

    /** Of the doctor's own objects too: where they lie, the function puts those of others. */
    Measurement partitions() {
        List<String> misplaced = new ArrayList<>();
        Set<String> strangers = new TreeSet<>();
        int listed = 0;
        Iterator<Listed> objects = patient.lake().list(LakeKey.PREFIX);
        while (objects.hasNext() && listed < MOST_LISTED) {
            String path = objects.next().path();
            if (path.endsWith("/")) {
                continue;
            }
            listed++;
            Optional<LakeKey> key = LakeKey.parse(path);
            if (key.isEmpty()) {
                misplaced.add(path);
            } else if (isOwn(key.get().tenantId())) {
                own.add(key.get());
            } else if (!known.contains(key.get().tenantId())) {
                strangers.add(key.get().tenantId());
            } else {
                sample.add(key.get());
            }
        }
        List<String> seen = new ArrayList<>(misplaced);
        strangers.forEach(tenant -> seen.add("tenant " + tenant + " has no mapping"));
        if (listed == 0) {
            return Measurement.untold("the lake is empty, and nothing of the doctor's own has got there");
        }
        return Measurement.taken(
                        listed,
                        Figure.count("misplaced", misplaced.size()),
                        Figure.count("unknown_tenants", strangers.size()))
                .seeing(Sentences.of(seen));
    }

    /** The objects that lie in folders of tenants that are known, of those that were listed; none of the doctor's own. */
    List<LakeKey> sample() {
        return List.copyOf(sample);
    }

    Measurement format() {
        Stream<LakeKey> others = sample.stream()
                .sorted(Comparator.comparing(LakeKey::day)
                        .thenComparing(key -> key.first().orElse(Instant.MIN))
                        .reversed());
        // The doctor's own show how the function writes, where nothing else does.
        List<LakeKey> newest = Stream.concat(others, own.stream()).limit(READ).toList();
        List<String> bad = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        int lines = 0;
        for (LakeKey key : newest) {
            try {
                Optional<Iterator<SourceLine>> found = new LakeObjects(patient.lake()).lines(key.toString());
                while (found.isPresent() && found.get().hasNext()) {
                    SourceLine line = found.get().next();
                    lines++;
                    if (patient.reader().read(key, line.text()) instanceof Reading.Rejected<Event> rejected) {
                        bad.add(line.place() + ": " + rejected.reason().label() + ", " + rejected.detail());
                    }
                }
            } catch (Failure failure) {
                if (failure.code() != FailureCode.UNREADABLE_INPUT) {
                    throw failure;
                }
                unreadable.add(key + ": " + ServiceProbes.text(failure));
            }
        }
        return Measurement.taken(
                        lines + unreadable.size(),
                        Figure.count("bad_lines", bad.size()),
                        Figure.count("unreadable", unreadable.size()),
                        Figure.count("objects", newest.size()))
                .seeing(Sentences.of(bad, unreadable));
    }

    Measurement deferred() {
        long markers = patient.lake().stream(DeferredKey.PREFIX)
                .filter(listed -> !listed.path().endsWith("/"))
                .limit(MOST_LISTED)
                .count();
        return Measurement.taken(1, Figure.count("markers", markers));
    }
}
