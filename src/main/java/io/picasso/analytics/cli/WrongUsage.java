package io.picasso.analytics.cli;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns picocli's complaint about a command line into a failure that names what was probably meant. */
final class WrongUsage {
    private WrongUsage() {}

    static Failure describe(ParameterException wrong) {
        CommandLine line = wrong.getCommandLine();
        Failure failure = Failure.of(FailureCode.BAD_USAGE, what(wrong, line))
                .next("Try: " + line.getCommandSpec().qualifiedName() + " --help");
        List<String> suggestions =
                wrong instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        return suggestions.isEmpty() ? failure : failure.why("Did you mean " + suggestions.get(0) + "?");
    }

    private static String what(ParameterException wrong, CommandLine line) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().get(0);
            String kind = line.getSubcommands().isEmpty() ? "Unexpected argument" : "Unknown command";
            return (unmatched.isUnknownOption() ? "Unknown option" : kind) + ": '" + first + "'";
        }
        String message = String.valueOf(wrong.getMessage());
        return message.lines().findFirst().orElse(message);
    }
}
