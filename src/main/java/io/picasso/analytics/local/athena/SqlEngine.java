package io.picasso.analytics.local.athena;

import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.port.JsonParser;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SQL text to the engine's tree and back. */
final class SqlEngine {
    private final JsonParser parser;

    SqlEngine(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * The tree of a query.
     *
     * @throws AthenaRefusal when it cannot be parsed, or is more than one
     */
    JsonObject parse(Connection connection, String sql) throws SQLException {
        JsonObject tree = (JsonObject) json(one(connection, "SELECT json_serialize_sql(CAST(? AS VARCHAR))", sql));
        if (JsonFields.flag(tree, "error")) {
            String position =
                    tree.text("position").map(at -> "position " + at + ": ").orElse("");
            throw AthenaRefusal.invalid(position + tree.text("error_message").orElse("the query cannot be parsed"));
        }
        if (JsonFields.elements(tree, "statements").size() != 1) {
            throw AthenaRefusal.invalid("Only one sql statement is allowed.");
        }
        return tree;
    }

    /** The text of a tree. */
    String print(Connection connection, JsonObject tree) throws SQLException {
        return one(connection, "SELECT json_deserialize_sql(CAST(? AS JSON))", JsonText.compact(tree));
    }

    /** The text of an expression's tree. */
    String printExpression(Connection connection, JsonObject expression) throws SQLException {
        JsonObject frame = parse(connection, "SELECT 1");
        JsonObject statement =
                (JsonObject) JsonFields.elements(frame, "statements").get(0);
        JsonObject node = JsonFields.object(statement, "node");
        JsonObject wrapped = with(
                frame,
                "statements",
                new JsonArray(List.of(
                        with(statement, "node", with(node, "select_list", new JsonArray(List.of(expression)))))));
        return print(connection, wrapped).substring("SELECT ".length());
    }

    private static JsonObject with(JsonObject object, String name, JsonValue value) {
        Map<String, JsonValue> members = new LinkedHashMap<>(object.members());
        members.put(name, value);
        return new JsonObject(members);
    }

    private static String one(Connection connection, String sql, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return Optional.ofNullable(result.getString(1)).orElseThrow();
            }
        }
    }

    private JsonValue json(String text) {
        return parser.parse(text.getBytes(StandardCharsets.UTF_8)).either(value -> value, (reason, detail) -> {
            throw AthenaRefusal.invalid("the query is nested too deeply for this engine");
        });
    }
}
