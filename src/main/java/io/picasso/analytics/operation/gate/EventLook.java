package io.picasso.analytics.operation.gate;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Fingerprint;
import io.picasso.analytics.json.JsonText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What lies between the events that should be somewhere and those that are.
 *
 * @param missing that should be there and are not
 * @param changed that are there and say something else
 * @param foreign that are there and should not be
 * @param seen the first few, in words
 */
record EventLook(int missing, int changed, int foreign, List<String> seen) {
    private static final int MOST = 3;

    static EventLook of(Collection<Event> expected, Collection<Event> found) {
        Map<Fingerprint, Event> there = new HashMap<>();
        found.forEach(event -> there.put(event.fingerprint(), event));
        List<String> seen = new ArrayList<>();
        int missing = 0;
        int changed = 0;
        for (Event event : expected) {
            Event other = there.remove(event.fingerprint());
            String name = event.type().name() + " at step " + event.step() + " of " + event.session();
            if (other == null) {
                missing++;
                seen.add(name + " is missing");
            } else if (!same(event, other)) {
                changed++;
                seen.add(name + " is not as it was sent");
            }
        }
        there.values().forEach(event -> seen.add(event.type().name() + " at step " + event.step() + " was not sent"));
        return new EventLook(
                missing, changed, there.size(), seen.stream().limit(MOST).toList());
    }

    /** All but the time of receipt, which a probe does not know. */
    private static boolean same(Event one, Event other) {
        return one.tenant().equals(other.tenant())
                && one.session().equals(other.session())
                && one.step() == other.step()
                && one.type().equals(other.type())
                && one.occurredAt().equals(other.occurredAt())
                && canonical(one).equals(canonical(other));
    }

    private static String canonical(Event event) {
        StringBuilder text = new StringBuilder();
        JsonText.canonical(event.payload(), text);
        return text.toString();
    }

    boolean complete() {
        return missing == 0;
    }
}
