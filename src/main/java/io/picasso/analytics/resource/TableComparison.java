package io.picasso.analytics.resource;

import io.picasso.analytics.resource.ResourceChange.AddIndex;
import io.picasso.analytics.resource.ResourceChange.BillOnDemand;
import io.picasso.analytics.resource.ResourceChange.CreateTable;
import io.picasso.analytics.resource.ResourceChange.EnableTtl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares a declared table with the one that was found. */
public final class TableComparison {
    private TableComparison() {}

    /** The difference; an empty {@code found} means there is no such table. */
    public static Difference compare(TableDeclaration wanted, Optional<FoundTable> found) {
        return found.map(table -> compare(wanted, table)).orElseGet(() -> create(wanted));
    }

    private static Difference create(TableDeclaration wanted) {
        List<Detail> details = new ArrayList<>();
        List<ResourceChange> changes = new ArrayList<>();
        details.add(new Detail("keys", Detail.NONE, wanted.keys().toString()));
        changes.add(new CreateTable(wanted));
        for (IndexDeclaration index : wanted.indexes()) {
            details.add(new Detail("index " + index.name(), Detail.NONE, shape(index)));
        }
        wanted.ttlAttribute().ifPresent(attribute -> {
            details.add(new Detail("ttl", Detail.NONE, attribute));
            changes.add(new EnableTtl(wanted.name(), attribute));
        });
        details.add(new Detail("billing", Detail.NONE, "on demand"));
        return Comparison.create(wanted, details, changes);
    }

    private static Difference compare(TableDeclaration wanted, FoundTable found) {
        Comparison comparison = new Comparison(wanted);
        if (found.status().equals("DELETING")) {
            comparison.conflict("status", "DELETING", "ACTIVE");
            comparison.note("the table is being deleted; wait until it is gone");
        }
        if (!found.keys().equals(wanted.keys())) {
            comparison.conflict("keys", found.keys().toString(), wanted.keys().toString());
        }
        if (!found.onDemand()) {
            // Before the indexes: a table with provisioned throughput takes none without throughput of its own.
            comparison.alter("billing", "provisioned", "on demand", new BillOnDemand(wanted.name()));
        }
        compareIndexes(comparison, wanted, found);
        compareTtl(comparison, wanted, found.ttl());
        if (!found.settled()) {
            comparison.note("in progress: " + found.pending());
        }
        return comparison.difference();
    }

    private static void compareIndexes(Comparison comparison, TableDeclaration wanted, FoundTable found) {
        for (IndexDeclaration index : wanted.indexes()) {
            String attribute = "index " + index.name();
            Optional<FoundIndex> there = found.index(index.name());
            if (there.isEmpty()) {
                comparison.alter(attribute, Detail.NONE, shape(index), new AddIndex(wanted, index));
            } else if (!shape(there.get()).equals(shape(index))) {
                // An index cannot be changed in place, and dropping it would take somebody's queries away.
                comparison.conflict(attribute, shape(there.get()), shape(index));
            }
        }
        for (FoundIndex extra : found.indexes()) {
            if (wanted.indexes().stream().noneMatch(index -> index.name().equals(extra.name()))) {
                comparison.note("index " + extra.name() + " is not declared; it is left alone");
            }
        }
    }

    private static void compareTtl(Comparison comparison, TableDeclaration wanted, FoundTtl ttl) {
        String found = ttl.on() ? ttl.attribute().orElse("?") : Detail.NONE;
        if (wanted.ttlAttribute().isEmpty()) {
            if (ttl.on()) {
                comparison.note("TTL by " + found + " is not declared; it is left alone");
            }
            return;
        }
        String attribute = wanted.ttlAttribute().get();
        if (!ttl.on()) {
            comparison.alter("ttl", Detail.NONE, attribute, new EnableTtl(wanted.name(), attribute));
        } else if (!found.equals(attribute)) {
            // DynamoDB wants it disabled first and then up to an hour of waiting: not a step of an apply.
            comparison.conflict("ttl", found, attribute);
        }
    }

    private static String shape(IndexDeclaration index) {
        return index.keys() + ", " + IndexDeclaration.PROJECTION;
    }

    private static String shape(FoundIndex index) {
        return index.keys() + ", " + index.projection();
    }
}
