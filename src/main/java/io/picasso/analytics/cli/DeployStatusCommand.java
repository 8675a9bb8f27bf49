package io.picasso.analytics.cli;

import io.picasso.analytics.adapter.file.FunctionPackage;
import io.picasso.analytics.change.EnvironmentChange;
import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.operation.deploy.Deployment;
import io.picasso.analytics.operation.deploy.Deployment.Found;
import io.picasso.analytics.operation.rollback.WriteSwitch;
import io.picasso.analytics.resource.FoundAddress;
import io.picasso.analytics.resource.FoundFunction;
import io.picasso.analytics.resource.FoundTrigger;
import io.picasso.analytics.resource.FunctionDeclaration;
import io.picasso.analytics.resource.FunctionSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** Shows what is deployed. */
@picocli.CommandLine.Command(
        name = "status",
        description = {
            "Shows the processor's function: its state, whether its code is that of the package here, whether its"
                    + " variables are complete, how the queue calls it, and its address."
        },
        footer = {"", "Example:", "  picasso-analytics deploy status --env staging"})
final class DeployStatusCommand extends EnvironmentCommand {
    @Mixin
    PackageOption source = new PackageOption();

    @Override
    ExitStatus run() {
        Deployment deployment = wiring().functions(Duration.ZERO).deployment();
        Found found = deployment.find();
        print(new Shown(
                wiring().settings().environment(),
                deployment.declared().processor(),
                found,
                found.function().isPresent() ? codeHere() : Optional.empty()));
        return ExitStatus.OK;
    }

    /** Without a package here there is nothing to compare with; the rest can be told all the same. */
    private Optional<String> codeHere() {
        try {
            FunctionPackage here = source.read(context().workingDirectory());
            return Optional.of(here.code().sha256());
        } catch (Failure none) {
            note(none.what() + " (" + none.where().orElse("") + "): "
                    + none.why().orElse(""));
            return Optional.empty();
        }
    }

    private record Shown(String environment, FunctionDeclaration declared, Found found, Optional<String> codeHere)
            implements Answer {
        private List<String> missing() {
            return found.function().stream()
                    .flatMap(function ->
                            function.environment().differences(declared.environment(function.environment())).stream())
                    .map(EnvironmentChange::key)
                    .toList();
        }

        /** What runs otherwise than declared, such as {@code timeout 31 s, not 50 s}. */
        private List<String> settingsToChange() {
            FunctionSettings shall = declared.settings();
            List<String> others = new ArrayList<>();
            found.function().map(FoundFunction::settings).ifPresent(is -> {
                other(others, "runtime", is.runtime(), shall.runtime());
                other(others, "handler", is.handler(), shall.handler());
                other(others, "memory", is.memoryMb() + " MB", shall.memoryMb() + " MB");
                other(
                        others,
                        "timeout",
                        is.timeout().toSeconds() + " s",
                        shall.timeout().toSeconds() + " s");
            });
            return others;
        }

        private static void other(List<String> others, String name, String is, String shall) {
            if (!is.equals(shall)) {
                others.add(name + " " + is + ", not " + shall);
            }
        }

        @Override
        public Map<String, Object> data() {
            Optional<FoundFunction> function = found.function();
            Optional<FoundTrigger> trigger = found.trigger();
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("environment", environment);
            data.put("function", declared.name());
            data.put("deployed", function.isPresent());
            data.put("state", function.map(FoundFunction::state).orElse(null));
            data.put("last_update", function.map(FoundFunction::lastUpdate).orElse(null));
            data.put(
                    "trouble",
                    function.map(FoundFunction::trouble)
                            .filter(text -> !text.isEmpty())
                            .orElse(null));
            data.put("revision", function.map(FoundFunction::revision).orElse(null));
            data.put("runtime", function.map(one -> one.settings().runtime()).orElse(null));
            data.put("memory_mb", function.map(one -> one.settings().memoryMb()).orElse(null));
            data.put(
                    "timeout_seconds",
                    function.map(one -> one.settings().timeout().toSeconds()).orElse(null));
            data.put("settings_to_change", settingsToChange());
            data.put("code_sha256", function.map(FoundFunction::codeSha256).orElse(null));
            data.put("package_sha256", codeHere.orElse(null));
            data.put("code_is_package", function.flatMap(this::isPackage).orElse(null));
            data.put("variables_to_set", missing());
            data.put(
                    "writes",
                    function.map(one -> WriteSwitch.isOn(one.environment())).orElse(null));
            data.put("trigger", trigger.map(FoundTrigger::state).orElse(null));
            data.put("batch_size", trigger.map(FoundTrigger::batchSize).orElse(null));
            data.put(
                    "reports_failures",
                    trigger.map(FoundTrigger::reportsFailures).orElse(null));
            data.put("url", found.address().map(FoundAddress::url).orElse(null));
            return data;
        }

        private Optional<Boolean> isPackage(FoundFunction function) {
            return codeHere.map(function.codeSha256()::equals);
        }

        @Override
        public void draw(Screen screen) {
            if (found.function().isEmpty()) {
                screen.line("No function " + declared.name() + " is deployed in environment " + environment + ".");
                screen.line(Invocation.of(environment, "deploy push") + " makes it.");
                return;
            }
            FoundFunction function = found.function().get();
            String trouble = function.trouble();
            screen.line(screen.toned(Tone.STRONG, function.name()) + "  "
                    + (trouble.isEmpty() ? screen.toned(Tone.GOOD, "ready") : screen.toned(Tone.BAD, trouble)));
            screen.line("  runs       " + function.settings().runtime() + ", "
                    + function.settings().memoryMb() + " MB, "
                    + function.settings().timeout().toSeconds() + " s at most");
            if (!settingsToChange().isEmpty()) {
                screen.line(screen.toned(Tone.WARNING, "  differs    " + String.join("; ", settingsToChange())));
            }
            screen.line("  code       " + function.codeSha256() + "  "
                    + isPackage(function)
                            .map(same -> same ? "as the package here" : "not that of the package here")
                            .orElse("no package here to compare with"));
            screen.line("  variables  "
                    + (missing().isEmpty() ? "complete" : "to be set: " + String.join(", ", missing())));
            screen.line("  tables     "
                    + (WriteSwitch.isOn(function.environment()) ? "written" : "not written")
                    + " (" + WriteSwitch.VARIABLE + ")");
            screen.line("  queue      " + found.trigger().map(Shown::text).orElse("does not call it"));
            screen.line("  url        " + found.address().map(FoundAddress::url).orElse("none"));
        }

        private static String text(FoundTrigger trigger) {
            return trigger.state() + ", " + trigger.batchSize() + " messages or "
                    + trigger.window().toSeconds() + " s, failures "
                    + (trigger.reportsFailures() ? "one by one" : "as a whole batch");
        }
    }
}
