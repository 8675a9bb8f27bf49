package io.picasso.analytics.local.athena;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A column of a result.
 *
 * @param name its name
 * @param type Athena's word for its type
 */
record ResultColumn(String name, String type) {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    /** The columns of a result. */
    static List<ResultColumn> of(ResultSet result) throws SQLException {
        ResultSetMetaData data = result.getMetaData();
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            columns.add(new ResultColumn(data.getColumnLabel(i), athenaType(data.getColumnTypeName(i))));
        }
        return columns;
    }

    /** The value of the current row as Athena writes it; empty for NULL. */
    Optional<String> read(ResultSet result, int index) throws SQLException {
        if (result.getObject(index) == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                switch (type) {
                    case "double", "float" -> Double.toString(result.getDouble(index));
                    case "timestamp" -> TIMESTAMP.format(result.getObject(index, LocalDateTime.class));
                    case "timestamp with time zone" ->
                        TIMESTAMP.format(result.getObject(index, OffsetDateTime.class)
                                        .withOffsetSameInstant(ZoneOffset.UTC))
                                + " UTC";
                    default -> result.getString(index);
                });
    }

    private static String athenaType(String engineType) {
        if (engineType.endsWith("[]")) {
            return "array";
        }
        String type = engineType.replaceFirst("\\(.*", "");
        return switch (type) {
            case "VARCHAR", "JSON", "UUID" -> "varchar";
            // Trino's sum of whole numbers is a bigint.
            case "BIGINT", "HUGEINT", "UBIGINT", "UINTEGER" -> "bigint";
            case "INTEGER", "USMALLINT" -> "integer";
            case "SMALLINT", "UTINYINT" -> "smallint";
            case "TINYINT" -> "tinyint";
            case "TIMESTAMP WITH TIME ZONE" -> "timestamp with time zone";
            case "MAP" -> "map";
            case "STRUCT" -> "row";
            case "BLOB" -> "varbinary";
            default -> type.toLowerCase(Locale.ROOT);
        };
    }
}
