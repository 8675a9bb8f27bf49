package io.picasso.analytics.gate;

import io.picasso.analytics.law.Cases;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Evidence that could have been written. */
public final class RandomEvidence {
    private RandomEvidence() {}

    static Figure figure(Random random) {
        return new Figure(
                Cases.oneOf(random, "p50", "p99", "lost", "differences"),
                BigDecimal.valueOf(random.nextInt(2_000_000) - 1_000, random.nextInt(6)),
                Cases.oneOf(random, Unit.values()));
    }

    static Limit limit(Random random) {
        Figure figure = figure(random);
        return new Limit(figure.name(), Cases.oneOf(random, Limit.Rule.values()), figure.value(), figure.unit());
    }

    static Measurement measurement(Random random) {
        List<Figure> figures = many(random, () -> figure(random));
        Series series = random.nextBoolean()
                ? Series.NONE
                : new Series(
                        "p99",
                        Unit.MILLISECONDS,
                        many(random, () -> figure(random).value()));
        List<String> seen = many(random, () -> text(random));
        return switch (random.nextInt(4)) {
            case 0 -> new Measurement.Broken("no answer: " + text(random), seen);
            case 1 -> new Measurement.Untold("nobody wrote", figures, random.nextInt(5), series, seen);
            default -> new Measurement.Taken(figures, random.nextInt(40), series, seen);
        };
    }

    static Check check(Random random) {
        return new Check(
                "4.overhead",
                "the time the tables take",
                List.of(),
                Stream.concat(Stream.of(limit(random)), many(random, () -> limit(random)).stream())
                        .toList(),
                1 + random.nextInt(30),
                "Look at DynamoDB.",
                List.of());
    }

    static CheckResult result(Random random) {
        return check(random).judge(measurement(random), time(random), time(random));
    }

    /** One thing that happened. */
    public static Evidence evidence(Random random) {
        String run = "run-" + random.nextInt(9);
        return switch (random.nextInt(4)) {
            case 0 ->
                new Evidence.Begun(
                        run,
                        time(random),
                        Cases.oneOf(random, Phase.values()),
                        "local",
                        text(random),
                        new TreeMap<>(java.util.Map.of("program", text(random))),
                        random.nextBoolean() ? Optional.empty() : Optional.of(text(random)),
                        random.nextBoolean() ? Optional.empty() : Optional.of("run-1"));
            case 1 ->
                new Evidence.Checked(
                        run,
                        time(random),
                        result(random),
                        random.nextBoolean() ? Optional.empty() : Optional.of("run-1"));
            case 2 -> new Evidence.RolledBack(run, time(random), random.nextBoolean(), text(random));
            default ->
                new Evidence.Ended(
                        run,
                        time(random),
                        Cases.oneOf(random, Phase.values()),
                        Cases.oneOf(random, GateVerdict.values()),
                        text(random));
        };
    }

    private static Instant time(Random random) {
        return Instant.ofEpochMilli(1_700_000_000_000L + random.nextInt());
    }

    private static String text(Random random) {
        return Cases.oneOf(random, "", "a \"word\"", "zwei\nZeilen", "šest € 𝄞", "\\", "u\u0001");
    }

    private static <T> List<T> many(Random random, Supplier<T> one) {
        return Stream.generate(one).limit(random.nextInt(4)).toList();
    }
}
