package io.picasso.analytics.local.athena;

import io.picasso.analytics.local.athena.Table.Column;
import java.util.List;
import java.util.Map;

/** A statement that changes the catalog. */
sealed interface Ddl {
    /**
     * A table's name.
     *
     * @param database empty text where the statement names none: the query's own database is meant
     */
    record Name(String database, String table) {}

    /** {@code CREATE DATABASE}. */
    record CreateDatabase(String name, boolean ifNotExists) implements Ddl {}

    /** {@code DROP DATABASE}; with {@code cascade} its tables go too. */
    record DropDatabase(String name, boolean ifExists, boolean cascade) implements Ddl {}

    /** {@code CREATE EXTERNAL TABLE}; the table's database may be empty text. */
    record CreateTable(Table table, boolean ifNotExists) implements Ddl {}

    /** {@code ALTER TABLE … SET TBLPROPERTIES}. */
    record SetProperties(Name name, Map<String, String> properties) implements Ddl {}

    /** {@code ALTER TABLE … ADD COLUMNS}. */
    record AddColumns(Name name, List<Column> columns) implements Ddl {}

    /** {@code DROP TABLE}; the files stay. */
    record DropTable(Name name, boolean ifExists) implements Ddl {}
}
