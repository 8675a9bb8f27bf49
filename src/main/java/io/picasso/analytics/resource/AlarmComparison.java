package io.picasso.analytics.resource;

import io.picasso.analytics.resource.ResourceChange.PutAlarm;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Compares a declared alarm with the one that was found. */
public final class AlarmComparison {
    private AlarmComparison() {}

    /** The difference; an empty {@code found} means there is no such alarm. */
    public static Difference compare(AlarmDeclaration wanted, Optional<FoundAlarm> found) {
        return found.map(alarm -> compare(wanted, alarm)).orElseGet(() -> create(wanted));
    }

    private static Difference create(AlarmDeclaration wanted) {
        return Comparison.create(
                wanted,
                List.of(
                        new Detail("metric", Detail.NONE, wanted.rule().metric().toString()),
                        new Detail("fires", Detail.NONE, condition(wanted.rule())),
                        new Detail("missing data", Detail.NONE, wanted.rule().missing()),
                        new Detail("tells", Detail.NONE, wanted.topic().orElse(Detail.NONE))),
                List.of(new PutAlarm(wanted, Set.of())));
    }

    private static Difference compare(AlarmDeclaration wanted, FoundAlarm found) {
        Comparison comparison = new Comparison(wanted);
        PutAlarm put = new PutAlarm(wanted, found.topics());
        AlarmRule is = found.rule();
        AlarmRule shall = wanted.rule();
        alter(comparison, "metric", is.metric().toString(), shall.metric().toString(), put);
        alter(comparison, "fires", condition(is), condition(shall), put);
        alter(comparison, "missing data", is.missing(), shall.missing(), put);
        alter(comparison, "description", found.description(), wanted.description(), put);
        wanted.topic().ifPresent(topic -> {
            if (!found.topics().contains(topic)) {
                comparison.alter("tells", topics(found), topic, put);
            }
        });
        if (wanted.topic().isEmpty() && !found.topics().isEmpty()) {
            comparison.note("it tells " + topics(found) + ", which is not declared; it is left alone");
        }
        return comparison.difference();
    }

    private static void alter(Comparison comparison, String attribute, String is, String shall, PutAlarm put) {
        if (!is.equals(shall)) {
            comparison.alter(attribute, is, shall, put);
        }
    }

    private static String topics(FoundAlarm found) {
        return found.topics().isEmpty()
                ? Detail.NONE
                : String.join(", ", found.topics().stream().sorted().toList());
    }

    /** When it fires, for a person, such as {@code Sum > 0 in 1 of 1 periods of 300 s}. */
    public static String condition(AlarmRule rule) {
        return rule.statistic() + (rule.comparison().equals(AlarmRule.ABOVE) ? " > " : " " + rule.comparison() + " ")
                + number(rule.threshold()) + " in " + rule.breaches() + " of " + rule.periods() + " periods of "
                + seconds(rule.period());
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%s", value);
    }
}
