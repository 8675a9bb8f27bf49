package io.picasso.analytics.metric;

import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue.JsonNull;
import io.picasso.analytics.json.JsonValue.JsonObject;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** Sessions by the weekday and the block of three hours in which they began, in a zone. */
final class Heatmap {
    private static final List<String> BLOCKS = List.of("12AM", "3AM", "6AM", "9AM", "12PM", "3PM", "6PM", "9PM");
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final int HOURS = 3;

    private final long[][] cells = new long[BLOCKS.size()][DAYS.size()];

    private Heatmap(SessionSlots slots, ZoneId zone) {
        slots.forEach((start, sessions) -> {
            ZonedDateTime local = start.atZone(zone);
            cells[local.getHour() / HOURS][local.getDayOfWeek().getValue() - 1] += sessions.sessions();
        });
    }

    /** The cells, the first of the highest (by block, then by day; absent where all are 0), and the sum. */
    static JsonObject of(SessionSlots slots, ZoneId zone) {
        Heatmap map = new Heatmap(slots, zone);
        JsonMembers members = new JsonMembers().put("heatmap", map.rows());
        map.peak(members);
        return members.put("total_conversations", slots.total().sessions()).object();
    }

    private List<JsonObject> rows() {
        List<JsonObject> rows = new ArrayList<>();
        for (int block = 0; block < BLOCKS.size(); block++) {
            List<JsonObject> data = new ArrayList<>();
            for (int day = 0; day < DAYS.size(); day++) {
                data.add(new JsonMembers()
                        .put("day", DAYS.get(day))
                        .put("value", cells[block][day])
                        .object());
            }
            rows.add(new JsonMembers()
                    .put("hour_block", BLOCKS.get(block))
                    .put("data", data)
                    .object());
        }
        return rows;
    }

    private void peak(JsonMembers members) {
        long highest = 0;
        members.put("peak", JsonNull.NULL);
        for (int block = 0; block < BLOCKS.size(); block++) {
            for (int day = 0; day < DAYS.size(); day++) {
                if (cells[block][day] > highest) {
                    highest = cells[block][day];
                    members.put(
                            "peak",
                            new JsonMembers()
                                    .put("day", DAYS.get(day))
                                    .put("hour_block", BLOCKS.get(block))
                                    .put("count", highest)
                                    .object());
                }
            }
        }
    }
}
