package io.picasso.analytics.operation.doctor;

import java.util.ArrayList;
import java.util.List;

/** What was seen, in one list. */
final class Sentences {
    /** More than anybody reads. */
    private static final int MOST = 20;

    private Sentences() {}

    /** All of them, or the first and how many there are besides. */
    @SafeVarargs
    static List<String> of(List<String>... lists) {
        List<String> all = new ArrayList<>();
        for (List<String> list : lists) {
            all.addAll(list);
        }
        if (all.size() <= MOST) {
            return all;
        }
        List<String> first = new ArrayList<>(all.subList(0, MOST));
        first.add("and " + (all.size() - MOST) + " more");
        return first;
    }
}
