package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.local.RunningStack;
import io.picasso.analytics.local.Service;
import io.picasso.analytics.local.StateFolder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the stack answers and what becomes of its data.
 *
 * @param running the stack; empty when none runs
 * @param folder its state folder
 */
record LocalStackAnswer(Optional<RunningStack> running, StateFolder folder) implements Answer {
    @Override
    public Map<String, Object> data() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("running", running.isPresent());
        fields.put("state_directory", folder.root().toString());
        fields.put("log", folder.log().toString());
        running.ifPresent(stack -> {
            fields.put("pid", stack.pid());
            fields.put("started_at", UtcTime.format(stack.startedAt()));
            fields.put("version", stack.version());
            fields.put("storage", stack.storage().key());
        });
        fields.put("services", running.map(LocalStackAnswer::services).orElseGet(List::of));
        return fields;
    }

    @Override
    public Optional<String> rows() {
        return Optional.of("services");
    }

    @Override
    public void draw(Screen screen) {
        if (running.isEmpty()) {
            screen.line("The local stack is not running. Start it with 'picasso-analytics local start'.");
            screen.line("State folder: " + folder.root());
            return;
        }
        RunningStack stack = running.get();
        screen.line("The local stack is " + screen.toned(Tone.GOOD, "running") + ": process " + stack.pid() + ", since "
                + UtcTime.format(stack.startedAt()) + ", storage '"
                + stack.storage().key() + "'.");
        screen.line("State folder: " + folder.root());
        screen.line("");
        List<List<String>> rows = new ArrayList<>();
        for (Service service : Service.values()) {
            rows.add(List.of(
                    service.key(),
                    stack.endpoints().of(service).toString(),
                    service.engine(),
                    stack.storage().describe(service)));
        }
        screen.table(List.of("SERVICE", "ENDPOINT", "ENGINE", "DATA"), rows);
    }

    private static List<Map<String, Object>> services(RunningStack stack) {
        return Arrays.stream(Service.values())
                .map(service -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("service", service.key());
                    fields.put("endpoint", stack.endpoints().of(service).toString());
                    fields.put("engine", service.engine());
                    fields.put("survives_stop", stack.storage().survivesStop(service));
                    return fields;
                })
                .toList();
    }
}
