package io.picasso.analytics.adapter.aws.athena;

import io.picasso.analytics.resource.CatalogColumn;
import io.picasso.analytics.resource.CatalogDeclaration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The statements that change the catalog. Names come from settings, whose form was checked; texts are quoted. */
final class AthenaDdl {
    private AthenaDdl() {}

    static String createDatabase(CatalogDeclaration table) {
        return "CREATE DATABASE IF NOT EXISTS `" + table.database() + "`";
    }

    static String createTable(CatalogDeclaration table) {
        return "CREATE EXTERNAL TABLE IF NOT EXISTS " + name(table) + " (\n" + columns(table.columns())
                + ")\nPARTITIONED BY (\n"
                + columns(table.partitionKeys()) + ")\nROW FORMAT SERDE " + text(CatalogDeclaration.SERDE)
                + "\nWITH SERDEPROPERTIES ('ignore.malformed.json'='true')\nLOCATION " + text(table.location())
                + "\nTBLPROPERTIES ("
                + properties(table.properties()) + ")";
    }

    static String addColumns(CatalogDeclaration table, List<CatalogColumn> columns) {
        return "ALTER TABLE " + name(table) + " ADD COLUMNS (\n" + columns(columns) + ")";
    }

    static String setProperties(CatalogDeclaration table, Map<String, String> properties) {
        return "ALTER TABLE " + name(table) + " SET TBLPROPERTIES (" + properties(properties) + ")";
    }

    static String dropTable(CatalogDeclaration table) {
        return "DROP TABLE IF EXISTS " + name(table);
    }

    static String dropDatabase(CatalogDeclaration table) {
        return "DROP DATABASE IF EXISTS `" + table.database() + "`";
    }

    private static String name(CatalogDeclaration table) {
        return "`" + table.database() + "`.`" + table.table() + "`";
    }

    private static String columns(List<CatalogColumn> columns) {
        return columns.stream()
                .map(column -> "  `" + column.name() + "` " + column.type())
                .collect(Collectors.joining(",\n"));
    }

    private static String properties(Map<String, String> properties) {
        return properties.entrySet().stream()
                .map(property -> "\n  " + text(property.getKey()) + "=" + text(property.getValue()))
                .collect(Collectors.joining(","));
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
