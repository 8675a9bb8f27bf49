package io.picasso.analytics.operation.doctor;

import io.picasso.analytics.gate.Figure;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.operation.ingest.LakeObjects;
import io.picasso.analytics.operation.warehouse.DayCount;
import io.picasso.analytics.operation.warehouse.DayRange;
import io.picasso.analytics.port.QueryLimits;
import io.picasso.analytics.port.SourceLine;
import io.picasso.analytics.resource.CatalogComparison;
import io.picasso.analytics.resource.CatalogDeclaration;
import io.picasso.analytics.resource.Detail;
import io.picasso.analytics.resource.Difference;
import io.picasso.analytics.resource.FoundCatalogTable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Athena's table over the lake, and whether it shows what lies there. */
final class CatalogProbes {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Patient patient;
    private final BooleanSupplier stop;

    CatalogProbes(Patient patient, BooleanSupplier stop) {
        this.patient = patient;
        this.stop = stop;
    }

    /** @param tenants the ids of the tenants that are known */
    Measurement table(Set<String> tenants) {
        CatalogDeclaration declared = patient.declared().catalog();
        Optional<FoundCatalogTable> found = patient.catalog().find(declared);
        if (found.isEmpty()) {
            return measured(1, 0, Set.of(), List.of("Athena knows no table " + declared.name()));
        }
        Set<String> hidden = new TreeSet<>(tenants);
        hidden.removeAll(CatalogDeclaration.tenants(found.get().properties()));
        Difference difference = CatalogComparison.compare(declared, List.copyOf(tenants), found);
        // Whose tenants are not shown is told by itself.
        List<String> others = difference.details().stream()
                .filter(detail -> !detail.attribute().equals(CatalogDeclaration.TENANTS))
                .map(Detail::toString)
                .toList();
        List<String> seen = new ArrayList<>(others);
        hidden.forEach(tenant -> seen.add("Athena does not see tenant " + tenant));
        return measured(0, others.size(), hidden, seen);
    }

    private static Measurement measured(int missing, int differences, Set<String> hidden, List<String> seen) {
        return Measurement.taken(
                        1,
                        Figure.count("missing", missing),
                        Figure.count("differences", differences),
                        Figure.count("hidden_tenants", hidden.size()))
                .seeing(Sentences.of(seen));
    }

    /** Compares the day with the fewest objects, so that little is read. */
    Measurement rows(List<LakeKey> sample) {
        record Day(String tenant, LocalDate day) {}
        Map<Day, List<LakeKey>> days = sample.stream()
                .collect(Collectors.groupingBy(
                        key -> new Day(key.tenantId(), key.day()),
                        () -> new TreeMap<>(
                                java.util.Comparator.comparing(Day::day).thenComparing(Day::tenant)),
                        Collectors.toList()));
        Optional<Day> least = days.entrySet().stream()
                .min(java.util.Comparator.comparing(entry -> entry.getValue().size()))
                .map(Map.Entry::getKey);
        if (least.isEmpty()) {
            return Measurement.untold("no tenant has an event in the lake yet; when one has, run the doctor again");
        }
        Day day = least.get();
        // What is written meanwhile may be seen or not.
        long before = lines(day.tenant(), day.day());
        long athena = patient
                .warehouse()
                .get()
                .counts(
                        Optional.of(day.tenant()),
                        DayRange.of(day.day()),
                        QueryLimits.DEFAULT.upTo(LONGEST).until(stop))
                .rows()
                .stream()
                .mapToLong(DayCount::lines)
                .sum();
        return Measurement.taken(
                        (int) Math.min(before, Integer.MAX_VALUE),
                        Figure.count("lines", before),
                        Figure.count("seen_by_athena", athena),
                        Figure.count("unseen", Math.max(0, before - athena)))
                .seeing(List.of("tenant " + day.tenant() + ", " + day.day()));
    }

    private long lines(String tenant, LocalDate day) {
        LakeObjects objects = new LakeObjects(patient.lake());
        return patient.lake().stream(LakeKey.prefix(tenant, day))
                .filter(listed -> LakeKey.parse(listed.path()).isPresent())
                .mapToLong(listed ->
                        objects.lines(listed.path()).map(CatalogProbes::count).orElse(0L))
                .sum();
    }

    private static long count(Iterator<SourceLine> lines) {
        long count = 0;
        while (lines.hasNext()) {
            lines.next();
            count++;
        }
        return count;
    }
}
