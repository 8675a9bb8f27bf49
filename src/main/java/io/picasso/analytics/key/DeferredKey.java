package io.picasso.analytics.key;

import java.time.LocalDate;
import java.util.Collection;

/** Paths of the markers that say what the tables still lack: {@code deferred/year=…/month=…/day=…/name.json}. */
public final class DeferredKey {
    /** The folder of all markers. */
    public static final String PREFIX = "deferred/";

    private DeferredKey() {}

    /** The path of the marker for a set of event keys; the same set on the same day has the same path. */
    public static String of(LocalDate day, Collection<String> eventKeys) {
        return PREFIX + DayPath.of(day) + ContentHash.of(eventKeys) + ".json";
    }
}
