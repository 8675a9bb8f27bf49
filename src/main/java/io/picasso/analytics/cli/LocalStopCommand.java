package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.local.LocalStack;
import io.picasso.analytics.local.RunningStack;
import io.picasso.analytics.local.Service;
import io.picasso.analytics.local.Storage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** Stops the embedded stack. */
@picocli.CommandLine.Command(
        name = "stop",
        description = "Stops the embedded stack and says which of its data were kept. 'local status' says it before.",
        footer = {"", "Example:", "  picasso-analytics local stop"})
final class LocalStopCommand extends LocalStackCommand {
    @Mixin
    NothingToConfirm confirmation = new NothingToConfirm();

    @Override
    ExitStatus run() throws Exception {
        LocalStack stack = stack();
        Optional<Storage> storage = stack.known().map(RunningStack::storage);
        print(new Stopped(stack.stop(), storage));
        return ExitStatus.OK;
    }

    private record Stopped(boolean stopped, Optional<Storage> storage) implements Answer {
        @Override
        public Map<String, Object> data() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("stopped", stopped);
            fields.put("kept", services(true));
            fields.put("lost", services(false));
            return fields;
        }

        @Override
        public void draw(Screen screen) {
            if (!stopped) {
                screen.line("No local stack was running.");
                return;
            }
            screen.line("The local stack is stopped.");
            services(true).forEach(kept -> screen.line("  kept: " + kept));
            services(false).forEach(lost -> screen.line("  lost, it was not kept on disk: " + lost));
            if (storage.equals(Optional.of(Storage.STANDARD))) {
                screen.line("Bring the tables back from the lake with 'provision apply' and 'backfill run';"
                        + " keep them next time with 'local start --persist'.");
            }
        }

        private List<String> services(boolean kept) {
            if (!stopped || storage.isEmpty()) {
                return List.of();
            }
            return Arrays.stream(Service.values())
                    .filter(service -> storage.get().survivesStop(service) == kept)
                    .map(Service::key)
                    .toList();
        }
    }
}
