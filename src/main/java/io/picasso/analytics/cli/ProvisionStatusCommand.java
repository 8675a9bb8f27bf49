package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.operation.provision.ResourceStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows how each resource is. */
@picocli.CommandLine.Command(
        name = "status",
        description = {
            "Shows each declared resource: its state, how much is in it, TTL, indexes, lifecycle, queue depth.",
            "Counts are approximate: DynamoDB's are up to six hours old, a bucket is counted up to 1000 objects."
        },
        footer = {"", "Example:", "  picasso-analytics provision status queue"})
final class ProvisionStatusCommand extends ProvisionPartsCommand {
    @Override
    ExitStatus run() {
        print(new Status(environment(), provision(Duration.ZERO).status(parts())));
        return ExitStatus.OK;
    }

    private record Status(String environment, List<ResourceStatus> resources) implements Answer {
        @Override
        public Map<String, Object> data() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("environment", environment);
            fields.put("resources", resources.stream().map(Status::row).toList());
            return fields;
        }

        private static Map<String, Object> row(ResourceStatus resource) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("kind", resource.kind());
            row.put("name", resource.name());
            row.put("status", resource.status());
            row.put("items", resource.items().orElse(null));
            row.put("bytes", resource.bytes().orElse(null));
            row.put("exact", resource.exact());
            row.put("detail", resource.detail());
            return row;
        }

        @Override
        public Optional<String> rows() {
            return Optional.of("resources");
        }

        @Override
        public void draw(Screen screen) {
            List<List<String>> rows = resources.stream()
                    .map(resource -> List.of(
                            resource.kind(),
                            resource.name(),
                            status(screen, resource),
                            resource.items()
                                    .map(items -> (resource.exact() ? "" : "~") + items)
                                    .orElse(""),
                            resource.bytes().map(Object::toString).orElse(""),
                            resource.detail()))
                    .toList();
            screen.table(List.of("KIND", "NAME", "STATUS", "ITEMS", "BYTES", "DETAIL"), rows, "ITEMS", "BYTES");
        }

        private static String status(Screen screen, ResourceStatus resource) {
            boolean missing = resource.status().equals(ResourceStatus.MISSING);
            return missing ? screen.toned(Tone.BAD, resource.status()) : resource.status();
        }
    }
}
