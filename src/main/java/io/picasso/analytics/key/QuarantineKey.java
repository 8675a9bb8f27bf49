package io.picasso.analytics.key;

import io.picasso.analytics.event.RejectionReason;
import java.time.LocalDate;
import java.util.Collection;

/** Paths of rejected input: {@code quarantine/reason=…/year=…/month=…/day=…/name.json}. */
public final class QuarantineKey {
    /** The folder of everything rejected. */
    public static final String PREFIX = "quarantine/";

    private QuarantineKey() {}

    /** The folder of one reason. */
    public static String prefix(RejectionReason reason) {
        return PREFIX + "reason=" + reason.label() + "/";
    }

    /** The path for a set of lines rejected for one reason; the same set on the same day has the same path. */
    public static String of(RejectionReason reason, LocalDate day, Collection<String> lines) {
        return prefix(reason) + DayPath.of(day) + ContentHash.of(lines) + ".json";
    }
}
