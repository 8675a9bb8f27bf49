package io.picasso.analytics.metric;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** The time zones in which metrics are counted. */
public final class Zones {
    /** The zone where none is asked for. */
    public static final ZoneId DEFAULT = ZoneId.of("America/Chicago");

    /** The zones that are computed ahead. Their offsets are whole hours. */
    public static final List<ZoneId> CACHED =
            List.of(ZoneId.of("UTC"), DEFAULT, ZoneId.of("America/New_York"), ZoneId.of("America/Los_Angeles"));

    /** IANA names that Java leaves out, and what they stand for there. */
    private static final Map<String, ZoneId> LEFT_OUT = Map.of(
            "EST", ZoneId.of("America/Panama"),
            "MST", ZoneId.of("America/Phoenix"),
            "HST", ZoneId.of("Pacific/Honolulu"));

    private Zones() {}

    /**
     * The zone of an IANA name.
     *
     * @throws Failure INVALID_INPUT when there is none; an offset is no name
     */
    public static ZoneId of(String name) {
        if (ZoneId.getAvailableZoneIds().contains(name)) {
            return ZoneId.of(name);
        }
        if (LEFT_OUT.containsKey(name)) {
            return LEFT_OUT.get(name);
        }
        throw Failure.of(FailureCode.INVALID_INPUT, "'" + name + "' is not a time zone")
                .where("timezone")
                .why("a time zone is an IANA name, such as America/Chicago");
    }
}
