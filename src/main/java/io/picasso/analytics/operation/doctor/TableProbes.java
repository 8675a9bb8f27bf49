package io.picasso.analytics.operation.doctor;

import io.picasso.analytics.gate.Figure;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.resource.Detail;
import io.picasso.analytics.resource.Difference;
import io.picasso.analytics.resource.FoundTable;
import io.picasso.analytics.resource.TableComparison;
import io.picasso.analytics.resource.TableDeclaration;
import io.picasso.analytics.resource.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The tables: what is declared against what is there. */
final class TableProbes {
    private static final String INDEX = "index ";

    private final Patient patient;
    private final List<String> notActive = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();

    TableProbes(Patient patient) {
        this.patient = patient;
    }

    Measurement tables() {
        for (TableDeclaration table : patient.declared().tables()) {
            Optional<FoundTable> found = patient.tables().find(table.name());
            found.filter(there -> !there.status().equals(FoundTable.ACTIVE))
                    .ifPresent(there -> notActive.add("table " + there.name() + " is " + there.status()));
            differences.add(TableComparison.compare(table, found));
        }
        List<String> missing = differences.stream()
                .filter(difference -> difference.verdict() == Verdict.CREATE)
                .map(difference -> "table " + difference.declaration().name() + " is not there")
                .toList();
        List<String> otherKeys = details(detail -> detail.attribute().equals("keys"));
        return Measurement.taken(
                        differences.size(),
                        Figure.count("missing", missing.size()),
                        Figure.count("other_keys", otherKeys.size()),
                        Figure.count("not_active", notActive.size()))
                .seeing(Sentences.of(missing, otherKeys, notActive));
    }

    Measurement indexes() {
        List<String> missing = details(
                detail -> detail.attribute().startsWith(INDEX) && detail.found().equals(Detail.NONE));
        List<String> other = details(detail ->
                detail.attribute().startsWith(INDEX) && !detail.found().equals(Detail.NONE));
        return Measurement.taken(
                        differences.size(),
                        Figure.count("missing", missing.size()),
                        Figure.count("other_shape", other.size()))
                .seeing(Sentences.of(missing, other));
    }

    Measurement ttl() {
        List<String> off = details(
                detail -> detail.attribute().equals("ttl") && detail.found().equals(Detail.NONE));
        List<String> other = details(
                detail -> detail.attribute().equals("ttl") && !detail.found().equals(Detail.NONE));
        return Measurement.taken(
                        differences.size(),
                        Figure.count("off", off.size()),
                        Figure.count("other_attribute", other.size()))
                .seeing(Sentences.of(off, other));
    }

    private List<String> details(Predicate<Detail> which) {
        return differences.stream()
                .filter(difference -> difference.verdict() != Verdict.CREATE)
                .flatMap(difference -> difference.details().stream()
                        .filter(which)
                        .map(detail -> "table " + difference.declaration().name() + ": " + detail))
                .toList();
    }
}
