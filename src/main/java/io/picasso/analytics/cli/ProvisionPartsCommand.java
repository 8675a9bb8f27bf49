package io.picasso.analytics.cli;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.provision.Provision;
import io.picasso.analytics.resource.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Parameters;

/** A command on some parts of an environment. */
abstract class ProvisionPartsCommand extends EnvironmentCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "PART",
            description = "Which part: tables, lake (buckets and the Athena table), queue, functions, schedule (of the"
                    + " aggregator), or alarms. Several can be named; none means tables, lake and queue.")
    List<String> words = new ArrayList<>();

    /** The parts that were named; the usual ones where none was. */
    final Set<Part> parts() {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        words.forEach(word -> parts.add(part(word)));
        return parts.isEmpty() ? Part.USUAL : parts;
    }

    final Provision provision(Duration longestWait) {
        return wiring().provision(longestWait).withAlarms(() -> care().alarms());
    }

    /** The same where functions may be compared with a package, or made of it. */
    final Provision provision(Duration longestWait, PackageOption source) {
        return wiring().provision(
                        longestWait,
                        () -> source.read(context().workingDirectory()).code())
                .withAlarms(() -> care().alarms());
    }

    final String environment() {
        return settings().environment();
    }

    private static Part part(String word) {
        return Arrays.stream(Part.values())
                .filter(part -> part.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Failure.of(FailureCode.BAD_USAGE, "'" + word + "' is not a part of an environment")
                        .why("the parts are "
                                + Arrays.stream(Part.values())
                                        .map(part -> part.word() + " (" + part.meaning() + ")")
                                        .collect(Collectors.joining(", "))));
    }
}
