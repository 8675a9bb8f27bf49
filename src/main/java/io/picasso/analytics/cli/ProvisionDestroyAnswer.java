package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.operation.provision.Destroyed;
import io.picasso.analytics.operation.provision.Removal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was deleted, or would be, and what was kept and why. */
record ProvisionDestroyAnswer(String environment, boolean dryRun, Destroyed destroyed) implements Answer {
    @Override
    public Map<String, Object> data() {
        List<Map<String, Object>> rows = new ArrayList<>();
        destroyed.deleted().forEach(removal -> rows.add(row(removal, dryRun ? "would_delete" : "deleted")));
        destroyed.kept().forEach(removal -> rows.add(row(removal, "kept")));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("environment", environment);
        fields.put("dry_run", dryRun);
        fields.put("resources", rows);
        return fields;
    }

    private static Map<String, Object> row(Removal removal, String outcome) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("outcome", outcome);
        row.put("kind", removal.kind());
        row.put("name", removal.name());
        row.put("holds", removal.holds());
        row.put("reason", removal.obstacle().orElse(null));
        return row;
    }

    @Override
    public Optional<String> rows() {
        return Optional.of("resources");
    }

    @Override
    public void draw(Screen screen) {
        if (destroyed.deleted().isEmpty() && destroyed.kept().isEmpty()) {
            screen.line("Nothing to delete: none of it is there.");
        }
        String word = dryRun ? "would delete" : "deleted";
        destroyed.deleted().forEach(removal -> screen.line(screen.toned(Tone.WARNING, word) + "  " + text(removal)));
        destroyed
                .kept()
                .forEach(removal -> screen.line(screen.toned(Tone.STRONG, "kept") + "  " + removal.kind() + " "
                        + removal.name() + ": " + removal.obstacle().orElse("it was not part of the plan")));
    }

    private static String text(Removal removal) {
        return removal.kind() + " " + removal.name() + (removal.holds().isEmpty() ? "" : " with " + removal.holds());
    }
}
