package io.picasso.analytics.local.athena;

import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonNull;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.local.athena.Query.Scan;
import io.picasso.analytics.local.athena.Table.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the engine's tree of a query: finds the tables, and what is asked of their partitions. A query may read the
 * catalog's tables and nothing else of this machine.
 */
final class QueryReader {
    private static final Set<String> TABLE_FUNCTIONS = Set.of("unnest", "generate_series", "range", "sequence");
    private static final String TYPE = "type";

    private final Catalog catalog;
    private final String database;
    private final Set<String> commonTables = new HashSet<>();
    private final List<Scan> scans = new ArrayList<>();

    private QueryReader(Catalog catalog, String database) {
        this.catalog = catalog;
        this.database = database;
    }

    /**
     * Finds the tables of a query.
     *
     * @param tree the tree as the engine serializes it
     * @param database the database of tables without one
     * @throws QueryFailed when there is no such table
     */
    static Query read(JsonObject tree, Catalog catalog, String database) throws QueryFailed {
        QueryReader reader = new QueryReader(catalog, database);
        reader.collectCommonTables(tree);
        JsonObject rewritten = (JsonObject) reader.rewrite(tree, Surroundings.NONE);
        return new Query(rewritten, reader.scans);
    }

    /** What is known where a table stands: the WHERE clause over it, and whether it is the only one under it. */
    private record Surroundings(JsonValue where, boolean alone, boolean prunable) {
        static final Surroundings NONE = new Surroundings(JsonNull.NULL, false, false);
    }

    private void collectCommonTables(JsonValue value) {
        if (value instanceof JsonArray array) {
            array.elements().forEach(this::collectCommonTables);
        } else if (value instanceof JsonObject object) {
            JsonFields.elements(JsonFields.object(object, "cte_map"), "map").forEach(entry -> {
                if (entry instanceof JsonObject named) {
                    commonTables.add(lower(named.text("key").orElse("")));
                }
            });
            object.members().values().forEach(this::collectCommonTables);
        }
    }

    private JsonValue rewrite(JsonValue value, Surroundings around) throws QueryFailed {
        if (value instanceof JsonArray array) {
            List<JsonValue> elements = new ArrayList<>();
            for (JsonValue element : array.elements()) {
                elements.add(rewrite(element, Surroundings.NONE));
            }
            return new JsonArray(elements);
        }
        if (!(value instanceof JsonObject object)) {
            return value;
        }
        return switch (object.text(TYPE).orElse("")) {
            case "SELECT_NODE" -> select(object);
            case "JOIN" -> members(object, "left", "right", inner(object) ? around : Surroundings.NONE);
            case "BASE_TABLE" -> table(object, around);
            case "TABLE_FUNCTION" -> function(object);
            default -> members(object, "", "", Surroundings.NONE);
        };
    }

    private JsonObject select(JsonObject select) throws QueryFailed {
        JsonValue from = select.get("from_table").orElse(JsonNull.NULL);
        boolean alone =
                from instanceof JsonObject table && table.text(TYPE).orElse("").equals("BASE_TABLE");
        Surroundings here = new Surroundings(select.get("where_clause").orElse(JsonNull.NULL), alone, true);
        return members(select, "from_table", "", here);
    }

    /** Rewrites every member; the named ones stand in these surroundings. */
    private JsonObject members(JsonObject object, String one, String other, Surroundings around) throws QueryFailed {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            String name = member.getKey();
            boolean named = name.equals(one) || name.equals(other);
            members.put(name, rewrite(member.getValue(), named ? around : Surroundings.NONE));
        }
        return new JsonObject(members);
    }

    /** Only where no row is made up for a partner that is missing may a partition be left out. */
    private static boolean inner(JsonObject join) {
        return join.text("join_type").orElse("").equals("INNER");
    }

    private JsonObject table(JsonObject reference, Surroundings around) throws QueryFailed {
        String schema = lower(reference.text("schema_name").orElse(""));
        String name = lower(reference.text("table_name").orElse(""));
        if (schema.isEmpty() && commonTables.contains(name)) {
            return reference;
        }
        String home = schema.isEmpty() ? database : schema;
        Table table = catalog.find(home, name)
                .orElseThrow(() -> new QueryFailed(
                        "TABLE_NOT_FOUND: Table 'awsdatacatalog." + home + "." + name + "' does not exist"));
        String alias = reference.text("alias").filter(text -> !text.isEmpty()).orElse(name);
        JsonObject filter = around.prunable()
                ? new PartitionFilter(keys(table), alias, around.alone()).of(around.where())
                : JsonObject.EMPTY;
        String view = "picasso_scan_" + scans.size();
        scans.add(new Scan(view, table, filter));
        Map<String, JsonValue> members = new LinkedHashMap<>(reference.members());
        members.put("catalog_name", new JsonString(""));
        members.put("schema_name", new JsonString(""));
        members.put("table_name", new JsonString(view));
        members.put("alias", new JsonString(alias));
        return new JsonObject(members);
    }

    private JsonObject function(JsonObject reference) throws QueryFailed {
        String name = lower(
                JsonFields.object(reference, "function").text("function_name").orElse(""));
        if (!TABLE_FUNCTIONS.contains(name)) {
            throw new QueryFailed("FUNCTION_NOT_FOUND: Table function '" + name + "' not registered");
        }
        return members(reference, "", "", Surroundings.NONE);
    }

    private static Set<String> keys(Table table) {
        return table.partitionKeys().stream().map(Column::name).collect(Collectors.toSet());
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
