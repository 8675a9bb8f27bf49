package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.local.Endpoints;
import io.picasso.analytics.local.Shell;
import io.picasso.analytics.local.StartRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Prints what leads other AWS clients to the stack. */
@picocli.CommandLine.Command(
        name = "env",
        description = {
            "Prints the settings with which 'aws' and every AWS SDK use the embedded stack; starts it if need be.",
            "Endpoints for each service, region and dummy keys. -o json prints them as data."
        },
        footer = {
            "",
            "Example:",
            "  eval \"$(picasso-analytics local env)\" && aws dynamodb list-tables",
            "  picasso-analytics local env --format fish | source"
        })
final class LocalEnvCommand extends LocalStackCommand {
    @Option(
            names = "--format",
            paramLabel = "SHELL",
            description = "The shell to print for: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    Shell shell = Shell.sh;

    @Override
    ExitStatus run() throws Exception {
        Endpoints endpoints = stack().start(StartRequest.usual(), this::note).endpoints();
        print(new Environment(shell, endpoints));
        return ExitStatus.OK;
    }

    private record Environment(Shell shell, Endpoints endpoints) implements Answer {
        @Override
        public Map<String, Object> data() {
            return new LinkedHashMap<>(Shell.variables(endpoints));
        }

        @Override
        public void draw(Screen screen) {
            shell.lines(endpoints).forEach(screen::line);
        }
    }
}
