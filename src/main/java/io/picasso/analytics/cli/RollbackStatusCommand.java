package io.picasso.analytics.cli;

import io.picasso.analytics.change.ChangeStep;
import io.picasso.analytics.change.EnvironmentChange;
import io.picasso.analytics.change.Intent;
import io.picasso.analytics.change.RecordedChange;
import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.operation.rollback.ChangeHistory;
import io.picasso.analytics.operation.rollback.WriteSwitch;
import io.picasso.analytics.resource.FoundFunction;
import io.picasso.analytics.wiring.Functions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Shows what was changed and what came of it. */
@picocli.CommandLine.Command(
        name = "status",
        description = {
            "Shows the changes of the switch and the rollbacks of this environment, the last one first, and what came of"
                    + " each, even where whoever made it was killed: the records are compared with what is there.",
        },
        footer = {"", "Example:", "  picasso-analytics rollback status --env production"})
final class RollbackStatusCommand extends EnvironmentCommand {
    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            converter = NaturalNumber.class,
            description = "How many changes at most, the last ones (default: ${DEFAULT-VALUE}).")
    int limit;

    @Override
    ExitStatus run() {
        Functions functions = wiring().functions(Duration.ZERO);
        print(new Shown(wiring().settings().environment(), functions.processor(), functions.history(), limit));
        return ExitStatus.OK;
    }

    private record Shown(String environment, String name, ChangeHistory history, int limit) implements Answer {
        @Override
        public Map<String, Object> data() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("environment", environment);
            data.put("function", name);
            data.put("deployed", history.function().isPresent());
            data.put(
                    "writes",
                    history.function()
                            .map(function -> WriteSwitch.isOn(function.environment()))
                            .orElse(null));
            data.put("settled", history.function().map(FoundFunction::settled).orElse(null));
            data.put("trouble", trouble().orElse(null));
            data.put("missing_tables", history.missingTables());
            data.put("unreadable_records", unreadable());
            data.put("older_changes", history.changes().size() - newestFirst().size());
            data.put("changes", newestFirst().stream().map(this::row).toList());
            return data;
        }

        private List<RecordedChange> newestFirst() {
            List<RecordedChange> changes = new ArrayList<>(history.changes());
            Collections.reverse(changes);
            return changes.subList(0, Math.min(limit, changes.size()));
        }

        private Optional<String> trouble() {
            return history.function().map(FoundFunction::trouble).filter(text -> !text.isEmpty());
        }

        private List<Map<String, Object>> unreadable() {
            List<Map<String, Object>> rows = new ArrayList<>();
            history.damaged().forEach((number, damage) -> {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("number", number);
                row.put("where", damage.failure().where().orElse(null));
                row.put("what", damage.failure().what());
                rows.add(row);
            });
            return rows;
        }

        private Map<String, Object> row(RecordedChange change) {
            Intent intent = change.intent();
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("number", change.number());
            row.put("command", intent.kind().command());
            row.put("at", UtcTime.format(intent.at()));
            row.put("who", intent.who());
            row.put("reason", intent.reason());
            row.put("variable", intent.change().map(EnvironmentChange::key).orElse(null));
            row.put("before", intent.change().flatMap(EnvironmentChange::before).orElse(null));
            row.put("after", intent.change().flatMap(EnvironmentChange::after).orElse(null));
            row.put("undoes", intent.undoes().isPresent() ? intent.undoes().getAsInt() : null);
            row.put("tables", intent.tables());
            row.put("outcome", history.judge(change));
            row.put("steps", change.steps().stream().map(Shown::step).toList());
            return row;
        }

        private static Map<String, Object> step(ChangeStep step) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("step", step.what().word());
            row.put("at", UtcTime.format(step.at()));
            row.put("detail", step.detail());
            return row;
        }

        @Override
        public Optional<String> rows() {
            return Optional.of("changes");
        }

        @Override
        public void draw(Screen screen) {
            screen.line(history.function()
                    .map(function -> "Function " + name + " "
                            + (WriteSwitch.isOn(function.environment()) ? "writes" : "does not write")
                            + " the session tables.")
                    .orElse("No function " + name + " is deployed in environment " + environment + "."));
            trouble().ifPresent(text -> screen.line(screen.toned(Tone.WARNING, "That may not be in force: " + text)));
            if (!history.missingTables().isEmpty()) {
                screen.line(screen.toned(Tone.WARNING, "Not there: ")
                        + "table " + String.join(", table ", history.missingTables())
                        + ". " + Invocation.of(environment, "provision apply tables")
                        + " makes what is missing, 'backfill run' fills it from the lake.");
            }
            history.damaged()
                    .forEach((number, damage) -> screen.line(screen.toned(
                            Tone.WARNING,
                            "Change " + number + ": " + damage.failure().what() + ": "
                                    + damage.failure().where().orElse(""))));
            if (history.changes().isEmpty() && history.damaged().isEmpty()) {
                screen.line("Nothing was changed yet.");
            }
            for (RecordedChange change : newestFirst()) {
                Intent intent = change.intent();
                screen.line("");
                screen.line(screen.toned(
                                Tone.STRONG,
                                change.number() + "  " + intent.kind().command())
                        + "  " + UtcTime.format(intent.at()) + "  " + intent.who());
                if (!intent.reason().isEmpty()) {
                    screen.line("   reason: " + intent.reason());
                }
                intent.undoes().ifPresent(number -> screen.line("   takes back " + number));
                intent.change().ifPresent(made -> screen.line("   " + made.describe()));
                if (!intent.tables().isEmpty()) {
                    screen.line("   tables: " + String.join(", ", intent.tables()));
                }
                screen.line("   " + history.judge(change));
            }
            int older = history.changes().size() - newestFirst().size();
            if (older > 0) {
                screen.line("");
                screen.line(screen.toned(
                        Tone.FAINT,
                        Plural.of(older, "older change") + "; --limit "
                                + history.changes().size() + " shows all."));
            }
        }
    }
}
