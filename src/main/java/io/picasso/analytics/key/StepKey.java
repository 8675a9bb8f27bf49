package io.picasso.analytics.key;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Fingerprint;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sort key of an event: {@code STEP#003#fingerprint}.
 *
 * <p>The step has at least three digits; one {@code ~} stands before the number for each digit over three, so that text
 * order is step order. The fingerprint keeps a question and its answer apart, which carry the same step, and makes every
 * repeat of one event the same key.
 *
 * @param step 0 to 99,999,999
 * @param fingerprint empty for the bare {@code STEP#003} rows of the system before this one, which are only read
 */
public record StepKey(int step, Optional<Fingerprint> fingerprint) {
    /** What every event's sort key starts with. */
    public static final String PREFIX = "STEP#";

    private static final Pattern FORM = Pattern.compile("STEP#(~{0,5})(\\d{3,8})(?:#([a-z2-7]{12}))?");

    public StepKey {
        if (step < 0 || step > Event.MAX_STEP) {
            throw new IllegalArgumentException("not a step: " + step);
        }
    }

    /** The key of an event. */
    public static StepKey of(Event event) {
        return new StepKey(event.step(), Optional.of(event.fingerprint()));
    }

    /** Reads a sort key; empty when it is none. */
    public static Optional<StepKey> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || matcher.group(1).length() != matcher.group(2).length() - 3) {
            return Optional.empty();
        }
        String digits = matcher.group(2);
        if (digits.length() > 3 && digits.charAt(0) == '0') {
            return Optional.empty();
        }
        return Optional.of(new StepKey(
                Integer.parseInt(digits), Optional.ofNullable(matcher.group(3)).map(Fingerprint::new)));
    }

    /** The key as it stands in the table. */
    @Override
    public String toString() {
        String digits = Integer.toString(step);
        String number = digits.length() <= 3
                ? "0".repeat(3 - digits.length()) + digits
                : "~".repeat(digits.length() - 3) + digits;
        return PREFIX + number + fingerprint.map(f -> "#" + f).orElse("");
    }
}
