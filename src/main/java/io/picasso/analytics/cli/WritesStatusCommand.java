package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.operation.rollback.WriteSwitch;
import io.picasso.analytics.resource.FoundFunction;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.wiring.Functions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows the switch. */
@picocli.CommandLine.Command(
        name = "status",
        description = {
            "Shows whether the deployed processor writes the session tables, and what the setting says for 'process' on"
                    + " this machine."
        },
        footer = {"", "Example:", "  picasso-analytics writes status --env staging"})
final class WritesStatusCommand extends EnvironmentCommand {
    @Override
    ExitStatus run() {
        Functions functions = wiring().functions(Duration.ZERO);
        print(new Shown(
                wiring().settings().environment(),
                functions.processor(),
                functions.writes().find(),
                functions.missingTables(),
                wiring().settings().flag(SettingKey.DYNAMODB_WRITE_ENABLED)));
        return ExitStatus.OK;
    }

    private record Shown(
            String environment, String name, Optional<FoundFunction> function, List<String> missing, boolean setting)
            implements Answer {
        @Override
        public Map<String, Object> data() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("environment", environment);
            data.put("function", name);
            data.put("deployed", function.isPresent());
            data.put(
                    "writes",
                    function.map(one -> WriteSwitch.isOn(one.environment())).orElse(null));
            data.put("variable", WriteSwitch.VARIABLE);
            data.put(
                    "value",
                    function.flatMap(one -> one.environment().find(WriteSwitch.VARIABLE))
                            .orElse(null));
            data.put("missing_tables", missing);
            data.put("settled", function.map(FoundFunction::settled).orElse(null));
            data.put(
                    "trouble",
                    function.map(FoundFunction::trouble)
                            .filter(text -> !text.isEmpty())
                            .orElse(null));
            data.put("revision", function.map(FoundFunction::revision).orElse(null));
            data.put("process_here_writes", setting);
            return data;
        }

        @Override
        public void draw(Screen screen) {
            if (function.isEmpty()) {
                screen.line("No function " + name + " is deployed in environment " + environment + ".");
            } else {
                boolean on = WriteSwitch.isOn(function.get().environment());
                screen.line("Function " + name + " "
                        + screen.toned(on ? Tone.GOOD : Tone.WARNING, on ? "writes" : "does not write")
                        + " the session tables: " + WriteSwitch.VARIABLE + " is "
                        + function.get()
                                .environment()
                                .find(WriteSwitch.VARIABLE)
                                .orElse("absent") + ".");
                if (on && !missing.isEmpty()) {
                    screen.line(screen.toned(
                            Tone.WARNING,
                            "Not there: " + String.join(", ", missing) + ". What arrives is deferred; "
                                    + Invocation.of(environment, "provision apply tables")
                                    + " makes what is missing."));
                }
                if (!function.get().trouble().isEmpty()) {
                    screen.line(screen.toned(
                            Tone.WARNING,
                            "That may not be in force: " + function.get().trouble()));
                }
            }
            screen.line(screen.toned(
                    Tone.FAINT,
                    "'process' on this machine " + (setting ? "writes" : "does not write")
                            + " them: setting dynamodb_write_enabled is " + setting + "."));
        }
    }
}
