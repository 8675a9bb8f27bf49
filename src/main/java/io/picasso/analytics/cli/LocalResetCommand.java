package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.local.LocalStack;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** Wipes the embedded stack. */
@picocli.CommandLine.Command(
        name = "reset",
        description = "Stops the embedded stack and deletes all it has: lake, tables, queues and logs.",
        footer = {"", "Example:", "  picasso-analytics local reset --yes"})
final class LocalResetCommand extends LocalStackCommand {
    @Mixin
    ConfirmationOptions confirmation = new ConfirmationOptions();

    @Override
    ExitStatus run() throws Exception {
        LocalStack stack = stack();
        String folder = stack.folder().root().toString();
        if (confirmation.dryRun) {
            print(new Reset(folder, true, stack.known().isPresent()));
            return ExitStatus.OK;
        }
        new Confirmation(context().terminal(), confirmation, false)
                .delete("all data of the embedded stack in " + folder, "local");
        print(new Reset(folder, false, stack.reset()));
        return ExitStatus.OK;
    }

    private record Reset(String folder, boolean dryRun, boolean stopped) implements Answer {
        @Override
        public Map<String, Object> data() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("state_directory", folder);
            fields.put("dry_run", dryRun);
            fields.put("stopped", stopped);
            return fields;
        }

        @Override
        public void draw(Screen screen) {
            if (dryRun) {
                screen.line((stopped ? "Would stop the local stack and delete" : "Would delete")
                        + " its data, state and logs in " + folder);
                return;
            }
            screen.line((stopped ? "The local stack is stopped and its" : "The local stack's")
                    + " data, state and logs are deleted: " + folder);
            screen.line("Start an empty one with 'picasso-analytics local start'.");
        }
    }
}
