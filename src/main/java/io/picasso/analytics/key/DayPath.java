package io.picasso.analytics.key;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A UTC day as folders, {@code year=2025/month=12/day=28/}. */
final class DayPath {
    private static final Pattern FORM = Pattern.compile("year=(\\d{4})/month=(\\d{2})/day=(\\d{2})/");

    private DayPath() {}

    static String of(LocalDate day) {
        return String.format(
                Locale.ROOT, "year=%04d/month=%02d/day=%02d/", day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }

    static Optional<LocalDate> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(
                    Integer.parseInt(matcher.group(1)),
                    Integer.parseInt(matcher.group(2)),
                    Integer.parseInt(matcher.group(3))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
