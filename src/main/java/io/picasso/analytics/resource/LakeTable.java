package io.picasso.analytics.resource;

import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The table over the event lake. Partitions are projected: which there are is computed from these properties, so none has
 * ever to be added, and what is not projected cannot be seen.
 */
final class LakeTable {
    private static final String LAKE = "analytics/";
    private static final String TEXT = "string";
    private static final String NUMBER = "int";

    /** Far around what a lake of 90 days can hold; every year more makes a query without a date slower. */
    private static final String YEARS = "2020,2039";

    /** What a line of the lake holds, in the order of its members; the tenant's id is in the folder's name. */
    private static final List<CatalogColumn> COLUMNS = Stream.of(
                    "event_id",
                    "fingerprint",
                    "schema_version",
                    "session_id",
                    "tenant_hash",
                    "step_number",
                    "event_type",
                    "event_payload",
                    "client_timestamp",
                    "server_timestamp",
                    "occurred_at",
                    "clock_skewed",
                    "environment",
                    "ga_client_id",
                    "attribution")
            .map(name -> new CatalogColumn(name, name.equals("step_number") ? NUMBER : TEXT))
            .toList();

    private static final List<CatalogColumn> PARTITION_KEYS = List.of(
            new CatalogColumn("tenant_id", TEXT),
            new CatalogColumn("year", NUMBER),
            new CatalogColumn("month", NUMBER),
            new CatalogColumn("day", NUMBER));

    private LakeTable() {}

    static CatalogDeclaration of(Settings settings) {
        String location = "s3://" + settings.text(SettingKey.LAKE_BUCKET) + "/" + LAKE;
        Map<String, String> properties = new LinkedHashMap<>();
        // A line nobody can read is a row of NULLs, not the end of every query.
        properties.put("ignore.malformed.json", "true");
        properties.put("projection.enabled", "true");
        properties.put("projection.tenant_id.type", "enum");
        integer(properties, "year", YEARS, 4);
        integer(properties, "month", "1,12", 2);
        integer(properties, "day", "1,31", 2);
        properties.put(
                "storage.location.template",
                location + "tenant_id=${tenant_id}/year=${year}/month=${month}/day=${day}/");
        return new CatalogDeclaration(
                        settings.text(SettingKey.ATHENA_DATABASE),
                        settings.text(SettingKey.ATHENA_TABLE),
                        COLUMNS,
                        PARTITION_KEYS,
                        location,
                        properties)
                .showing(List.of());
    }

    private static void integer(Map<String, String> properties, String key, String range, int digits) {
        properties.put("projection." + key + ".type", "integer");
        properties.put("projection." + key + ".range", range);
        properties.put("projection." + key + ".digits", Integer.toString(digits));
    }
}
