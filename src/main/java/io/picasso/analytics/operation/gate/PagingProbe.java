package io.picasso.analytics.operation.gate;

import static io.picasso.analytics.gate.Figure.count;

import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns the pages of a list to the last, and comes with cursors that are not the caller's. */
final class PagingProbe implements Probe {
    private static final String FIRST = "/sessions/list?range=90d&limit=5";

    private final ApiCaller api;
    private final DashboardSessions there;

    PagingProbe(ApiCaller api, DashboardSessions there) {
        this.api = api;
        this.there = there;
    }

    @Override
    public Measurement measure() {
        Set<String> expected = there.all();
        List<String> shown = new ArrayList<>();
        List<String> cursors = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        int pages = 0;
        do {
            JsonObject page =
                    api.ok(FIRST + cursor.map(text -> "&cursor=" + text).orElse(""));
            shown.addAll(ApiCaller.ids(page));
            cursor = page.get("pagination")
                    .filter(JsonObject.class::isInstance)
                    .flatMap(pagination -> ((JsonObject) pagination).text("next_cursor"));
            cursor.ifPresent(cursors::add);
            pages++;
        } while (cursor.isPresent() && pages <= expected.size());
        return Probes.taken(
                expected.size(),
                List.of(),
                count("missing", DashboardSessions.lacking(expected, shown)),
                count("repeated", shown.size() - new HashSet<>(shown).size()),
                count("pages", pages),
                count("cursors_taken", cursors.isEmpty() ? 0 : taken(cursors.get(0))));
    }

    /** How often a cursor is taken that was altered, belongs to another list, or to another tenant. */
    private int taken(String good) {
        String forged = (good.charAt(0) == 'A' ? "B" : "A") + good.substring(1);
        return isTaken(api.ours(FIRST + "&cursor=" + forged).status())
                + isTaken(api.ours(FIRST + "&outcome=form_completed&cursor=" + good)
                        .status())
                + isTaken(api.theirs(FIRST + "&cursor=" + good).status());
    }

    private static int isTaken(int status) {
        return status == 200 ? 1 : 0;
    }
}
