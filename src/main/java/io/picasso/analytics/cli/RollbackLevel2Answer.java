package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.operation.rollback.TableRemoval;
import io.picasso.analytics.resource.FoundTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which tables went, or would.
 *
 * @param planned whether nothing was deleted
 * @param removed what was deleted; absent when nothing was
 */
record RollbackLevel2Answer(
        String environment, boolean planned, TableRemoval.Plan plan, TableRemoval.@Nullable Removed removed)
        implements Answer {
    private List<String> deleted() {
        return removed == null ? List.of() : removed.deleted();
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("environment", environment);
        data.put("dry_run", planned);
        data.put("tables", plan.tables().stream().map(this::row).toList());
        data.put("missing", plan.missing());
        data.put("record", removed == null ? null : removed.number());
        data.put("warnings", removed == null ? List.of() : removed.warnings());
        return data;
    }

    private Map<String, Object> row(FoundTable table) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("table", table.name());
        row.put("outcome", deleted().contains(table.name()) ? "deleted" : "would_delete");
        row.put("items_about", table.itemCount());
        row.put("bytes_about", table.sizeBytes());
        row.put("backup", removed == null ? null : removed.backups().get(table.name()));
        return row;
    }

    @Override
    public void draw(Screen screen) {
        String word = planned ? "would delete" : "deleted";
        for (FoundTable table : plan.tables()) {
            screen.line(screen.toned(Tone.WARNING, word) + "  table " + table.name() + " with about "
                    + table.itemCount() + " items");
            if (removed != null && removed.backups().containsKey(table.name())) {
                screen.line("         backup " + removed.backups().get(table.name()));
            }
        }
        plan.missing().forEach(table -> screen.line("not there  table " + table));
        if (removed != null) {
            screen.line("The lake is as it was. Reads of sessions answer 'not found' until the tables are back:");
            screen.line("  " + Invocation.of(environment, "provision apply tables"));
            screen.line("  " + Invocation.of(environment, "backfill run"));
            removed.warnings().forEach(warning -> screen.line("  " + screen.toned(Tone.WARNING, warning)));
        } else if (plan.tables().isEmpty()) {
            screen.line("Nothing to delete.");
        }
    }
}
