package io.picasso.analytics.cli;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.queue.MessageContents;
import io.picasso.analytics.operation.queue.MessageFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose messages of a queue. */
final class MessageOptions {
    private static final Pattern AGE = Pattern.compile("(\\d{1,6})([smhd])");

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = {
                "Only messages to which the processor would say this now: a reason of the quarantine, such as"
                        + " unknown_tenant; acceptable, when nothing stands against it; empty; lookup_failed;"
                        + " not_a_shard. Repeatable."
            })
    List<String> reasons = new ArrayList<>();

    @Option(names = "--id", paramLabel = "ID", description = "Only the message with this id. Repeatable.")
    List<String> ids = new ArrayList<>();

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            description = "Only messages that reached us at least so long ago: 90s, 15m, 2h, 3d.")
    @Nullable
    String olderThan;

    @Option(names = "--newer-than", paramLabel = "AGE", description = "Only messages that reached us since then.")
    @Nullable
    String newerThan;

    MessageFilter filter() {
        for (String reason : reasons) {
            if (!MessageContents.allReasons().contains(reason)) {
                throw Failure.of(FailureCode.BAD_USAGE, "'" + reason + "' is not a reason")
                        .why("the reasons are " + String.join(", ", MessageContents.allReasons()));
            }
        }
        return new MessageFilter(
                Set.copyOf(reasons), Set.copyOf(ids), age("--older-than", olderThan), age("--newer-than", newerThan));
    }

    /** The ids that were asked for and are not among these. */
    List<String> missing(Set<String> seen) {
        Set<String> missing = new TreeSet<>(ids);
        missing.removeAll(seen);
        return List.copyOf(missing);
    }

    private static Optional<Duration> age(String option, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher matcher = AGE.matcher(text);
        if (!matcher.matches()) {
            throw Failure.of(FailureCode.BAD_USAGE, "'" + text + "' is no age")
                    .where(option)
                    .next("Write 90s, 15m, 2h or 3d.");
        }
        long count = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }
}
