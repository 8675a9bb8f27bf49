package io.picasso.analytics.key;

import io.picasso.analytics.event.RejectionReason;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths of rejected input: {@code quarantine/reason=…/year=…/month=…/day=…/name.json}. */
public final class QuarantineKey {
    /** The folder of everything rejected. */
    public static final String PREFIX = "quarantine/";

    private static final Pattern FORM =
            Pattern.compile("quarantine/reason=[^/]+/(year=.{4}/month=.{2}/day=.{2}/)[^/]+");

    private QuarantineKey() {}

    /** The folder of one reason. */
    public static String prefix(RejectionReason reason) {
        return PREFIX + "reason=" + reason.label() + "/";
    }

    /** The day a path is filed under; empty when it is none of the quarantine. */
    public static Optional<LocalDate> day(String path) {
        Matcher matcher = FORM.matcher(path);
        return matcher.matches() ? DayPath.parse(matcher.group(1)) : Optional.empty();
    }

    /** The path for a set of lines rejected for one reason; the same set on the same day has the same path. */
    public static String of(RejectionReason reason, LocalDate day, Collection<String> lines) {
        return prefix(reason) + DayPath.of(day) + ContentHash.of(lines) + ".json";
    }

    /** The day in a path; empty when it is not one of these paths. */
    public static Optional<LocalDate> dayOf(String path) {
        Matcher matcher = FORM.matcher(path);
        return matcher.matches() ? DayPath.parse(matcher.group(1)) : Optional.empty();
    }
}
