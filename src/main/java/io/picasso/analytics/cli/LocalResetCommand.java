package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.local.LocalStack;
import io.picasso.analytics.operation.backfill.RunHistory;
import io.picasso.analytics.port.Runs;
import io.picasso.analytics.setting.Settings;
import io.picasso.analytics.wiring.Backfills;
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
            print(new Reset(
                    folder,
                    true,
                    stack.known().isPresent(),
                    runs(),
                    runsFolder().toString()));
            return ExitStatus.OK;
        }
        new Confirmation(context().terminal(), confirmation, false)
                .delete("all data of the embedded stack in " + folder, "local");
        print(new Reset(folder, false, stack.reset(), runs(), runsFolder().toString()));
        return ExitStatus.OK;
    }

    /** The journals of backfills of the stack stay: with them lie the bad records, which may not be anywhere else. */
    private long runs() {
        Runs runs = Backfills.runsIn(runsFolder());
        return runs.list().stream()
                .filter(run -> RunHistory.of(runs, run).environment().equals(Settings.LOCAL))
                .count();
    }

    /**
     * What was deleted, or would be.
     *
     * @param runs journals of backfills that stay
     */
    private record Reset(String folder, boolean dryRun, boolean stopped, long runs, String runsFolder)
            implements Answer {
        @Override
        public Map<String, Object> data() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("state_directory", folder);
            fields.put("dry_run", dryRun);
            fields.put("stopped", stopped);
            fields.put("backfill_runs_kept", runs);
            fields.put("backfill_folder", runsFolder);
            return fields;
        }

        @Override
        public void draw(Screen screen) {
            if (dryRun) {
                screen.line((stopped ? "Would stop the local stack and delete" : "Would delete")
                        + " its data, state and logs in " + folder);
                drawRuns(screen);
                return;
            }
            screen.line((stopped ? "The local stack is stopped and its" : "The local stack's")
                    + " data, state and logs are deleted: " + folder);
            drawRuns(screen);
            screen.line("Start an empty one with 'picasso-analytics local start'.");
        }

        private void drawRuns(Screen screen) {
            if (runs > 0) {
                screen.line("The journals of " + runs + (runs == 1 ? " backfill" : " backfills")
                        + " of it stay, with their bad records, in " + runsFolder
                        + "; delete them when nobody wants them.");
            }
        }
    }
}
