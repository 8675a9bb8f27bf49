package io.picasso.analytics.resource;

import java.util.ArrayList;
import java.util.List;

/** Collects what a comparison finds, and draws the verdict: a conflict outweighs everything. */
final class Comparison {
    private final Declaration declaration;
    private final List<Detail> details = new ArrayList<>();
    private final List<ResourceChange> changes = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private boolean conflict;

    Comparison(Declaration declaration) {
        this.declaration = declaration;
    }

    /** Nothing was found: the steps make it. */
    static Difference create(Declaration declaration, List<Detail> details, List<ResourceChange> changes) {
        return new Difference(declaration, Verdict.CREATE, details, changes, List.of());
    }

    void alter(String attribute, String found, String wanted, ResourceChange change) {
        details.add(new Detail(attribute, found, wanted));
        if (!changes.contains(change)) {
            changes.add(change);
        }
    }

    void conflict(String attribute, String found, String wanted) {
        details.add(new Detail(attribute, found, wanted));
        conflict = true;
    }

    void note(String note) {
        notes.add(note);
    }

    Difference difference() {
        if (conflict) {
            return new Difference(declaration, Verdict.CONFLICT, details, List.of(), notes);
        }
        Verdict verdict = changes.isEmpty() ? Verdict.SAME : Verdict.ALTER;
        return new Difference(declaration, verdict, details, changes, notes);
    }
}
