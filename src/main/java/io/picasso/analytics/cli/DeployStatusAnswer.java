package io.picasso.analytics.cli;

import io.picasso.analytics.change.EnvironmentChange;
import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.operation.deploy.Deployment.Found;
import io.picasso.analytics.operation.rollback.WriteSwitch;
import io.picasso.analytics.resource.DeployedFunction;
import io.picasso.analytics.resource.FoundAddress;
import io.picasso.analytics.resource.FoundFunction;
import io.picasso.analytics.resource.FoundTrigger;
import io.picasso.analytics.resource.FunctionDeclarations;
import io.picasso.analytics.resource.FunctionSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is deployed.
 *
 * @param codeHere hash of the package here; empty where there is none
 */
record DeployStatusAnswer(String environment, List<Row> functions, Optional<String> codeHere) implements Answer {
    /**
     * One function.
     *
     * @param declared as it should be
     * @param found as it is
     */
    record Row(DeployedFunction declared, Found found) {
        List<String> missing() {
            return found.function().stream()
                    .flatMap(
                            function -> function
                                    .environment()
                                    .differences(declared.function().environment(function.environment()))
                                    .stream())
                    .map(EnvironmentChange::key)
                    .toList();
        }

        /** What runs otherwise than declared, such as {@code timeout 31 s, not 50 s}. */
        List<String> settingsToChange() {
            FunctionSettings shall = declared.function().settings();
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

        /** Whether it writes the session tables; empty for one that is not deployed, or never does. */
        Optional<Boolean> writes() {
            return found.function()
                    .filter(function ->
                            declared.function().settings().handler().equals(FunctionDeclarations.PROCESSOR_HANDLER))
                    .map(function -> WriteSwitch.isOn(function.environment()));
        }
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("environment", environment);
        data.put("package_sha256", codeHere.orElse(null));
        data.put("functions", functions.stream().map(this::fields).toList());
        return data;
    }

    private Map<String, Object> fields(Row row) {
        Optional<FoundFunction> function = row.found().function();
        Optional<FoundTrigger> trigger = row.found().trigger();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("function", row.declared().name());
        data.put("role", row.declared().word());
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
        data.put("settings_to_change", row.settingsToChange());
        data.put("code_sha256", function.map(FoundFunction::codeSha256).orElse(null));
        data.put("code_is_package", function.flatMap(this::isPackage).orElse(null));
        data.put("variables_to_set", row.missing());
        data.put("writes", row.writes().orElse(null));
        data.put("trigger", trigger.map(FoundTrigger::state).orElse(null));
        data.put("batch_size", trigger.map(FoundTrigger::batchSize).orElse(null));
        data.put("reports_failures", trigger.map(FoundTrigger::reportsFailures).orElse(null));
        data.put("url", row.found().address().map(FoundAddress::url).orElse(null));
        data.put("url_access", row.found().address().map(FoundAddress::access).orElse(null));
        return data;
    }

    private Optional<Boolean> isPackage(FoundFunction function) {
        return codeHere.map(function.codeSha256()::equals);
    }

    @Override
    public Optional<String> rows() {
        return Optional.of("functions");
    }

    @Override
    public void draw(Screen screen) {
        functions.forEach(row -> row.found()
                .function()
                .ifPresentOrElse(
                        function -> draw(screen, row, function),
                        () -> screen.line("No function " + row.declared().name() + " is deployed in environment "
                                + environment + ".")));
        if (functions.stream().anyMatch(row -> row.found().function().isEmpty())) {
            screen.line(Invocation.of(environment, "deploy push") + " makes what is missing.");
        }
    }

    private void draw(Screen screen, Row row, FoundFunction function) {
        String trouble = function.trouble();
        screen.line(screen.toned(Tone.STRONG, function.name()) + "  "
                + (trouble.isEmpty() ? screen.toned(Tone.GOOD, "ready") : screen.toned(Tone.BAD, trouble)));
        screen.line("  runs       " + function.settings().runtime() + ", "
                + function.settings().memoryMb() + " MB, "
                + function.settings().timeout().toSeconds() + " s at most");
        if (!row.settingsToChange().isEmpty()) {
            screen.line(screen.toned(Tone.WARNING, "  differs    " + String.join("; ", row.settingsToChange())));
        }
        screen.line("  code       " + function.codeSha256() + "  "
                + isPackage(function)
                        .map(same -> same ? "as the package here" : "not that of the package here")
                        .orElse("no package here to compare with"));
        screen.line("  variables  "
                + (row.missing().isEmpty() ? "complete" : "to be set: " + String.join(", ", row.missing())));
        row.writes()
                .ifPresent(on -> screen.line(
                        "  tables     " + (on ? "written" : "not written") + " (" + WriteSwitch.VARIABLE + ")"));
        if (row.declared().trigger().isPresent()) {
            screen.line("  queue      "
                    + row.found().trigger().map(DeployStatusAnswer::text).orElse("does not call it"));
        }
        if (row.declared().address().isPresent() || row.found().address().isPresent()) {
            screen.line("  url        "
                    + row.found().address().map(DeployStatusAnswer::text).orElse("none"));
        }
    }

    private static String text(FoundTrigger trigger) {
        return trigger.state() + ", " + trigger.batchSize() + " messages or "
                + trigger.window().toSeconds() + " s, failures "
                + (trigger.reportsFailures() ? "one by one" : "as a whole batch");
    }

    private static String text(FoundAddress address) {
        return address.url() + "  for " + (address.access().equals("NONE") ? "everybody" : "signed requests");
    }
}
