package io.picasso.analytics.gate;

import java.util.Arrays;
import java.util.Optional;

/** What a figure counts. */
public enum Unit {
    COUNT(""),
    MILLISECONDS("ms"),
    SECONDS("s"),
    DAYS("d"),
    PERCENT("%"),
    BYTES("B");

    private final String sign;

    Unit(String sign) {
        this.sign = sign;
    }

    /** What stands behind the number; no characters for what is merely counted. */
    public String sign() {
        return sign;
    }

    /** The unit with that sign; empty when there is none. */
    public static Optional<Unit> find(String sign) {
        return Arrays.stream(values()).filter(unit -> unit.sign().equals(sign)).findFirst();
    }
}
