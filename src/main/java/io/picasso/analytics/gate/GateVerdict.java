package io.picasso.analytics.gate;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * What is known about a check, or about several: that the system is bad, that it could not be measured, and that nothing
 * can be told are three things and lead to different acts. The later one is the worse one.
 */
public enum GateVerdict {
    /** It was measured, on enough samples, and every limit holds. */
    PASS("Go on."),
    /** It was not measured, because something before it did not pass. */
    SKIP("Mend what came before; this was not looked at."),
    /** It was looked at, and there is not enough to tell: no data, too few samples, or it was cut short. */
    INCONCLUSIVE("Find out what is missing and measure again."),
    /** Measuring it went wrong. */
    ERROR("Mend what kept it from being measured, and measure again."),
    /** It was measured and a limit does not hold. */
    FAIL("Do not go on. Do what the check says.");

    private final String act;

    GateVerdict(String act) {
        this.act = act;
    }

    /** The word in records and output. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What to do about it, one sentence. */
    public String act() {
        return act;
    }

    /** The verdict of that word; empty when there is none. */
    public static Optional<GateVerdict> find(String word) {
        return Arrays.stream(values())
                .filter(verdict -> verdict.word().equals(word))
                .findFirst();
    }

    /** The worse of this one and another. */
    public GateVerdict worst(GateVerdict other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** The worst of all; {@link #INCONCLUSIVE} where there are none, because nothing was measured. */
    public static GateVerdict worst(Collection<GateVerdict> verdicts) {
        return verdicts.stream().reduce(GateVerdict::worst).orElse(INCONCLUSIVE);
    }
}
