package io.picasso.analytics.local.athena;

import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.port.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Databases and tables, kept in a file beside the lake's data, so that they live exactly as long as the lake does. Safe
 * for many threads.
 */
final class Catalog {
    private static final String FILE = "catalog.json";

    private final Path file;
    private final TreeMap<String, TreeMap<String, Table>> databases = new TreeMap<>();

    /** Reads the catalog of a folder; empty where there is none yet. */
    Catalog(Path folder, JsonParser parser) throws IOException {
        Files.createDirectories(folder);
        this.file = folder.resolve(FILE);
        if (Files.exists(file)) {
            JsonObject all = parser.parse(Files.readAllBytes(file))
                    .either(value -> (JsonObject) value, (reason, detail) -> {
                        throw new IllegalStateException(file + " cannot be read: " + detail);
                    });
            all.members().forEach((name, tables) -> {
                TreeMap<String, Table> read = new TreeMap<>();
                ((JsonObject) tables)
                        .members()
                        .forEach((table, value) -> read.put(table, TableJson.read(name, table, (JsonObject) value)));
                databases.put(name, read);
            });
        }
    }

    synchronized List<String> databases() {
        return List.copyOf(databases.keySet());
    }

    synchronized boolean has(String database) {
        return databases.containsKey(database);
    }

    /**
     * The tables of a database, by name.
     *
     * @throws AthenaRefusal when there is no such database
     */
    synchronized List<Table> tables(String database) {
        return List.copyOf(tablesOf(database).values());
    }

    /** A table; empty when it or its database is not there. */
    synchronized Optional<Table> find(String database, String table) {
        return Optional.ofNullable(databases.get(database)).map(tables -> tables.get(table));
    }

    /**
     * Carries out a statement.
     *
     * @param current the database that is meant where none is named
     * @throws QueryFailed when what it wants is not there, or there already
     */
    synchronized void execute(Ddl statement, String current) throws QueryFailed {
        if (statement instanceof Ddl.CreateDatabase create) {
            if (has(create.name()) && !create.ifNotExists()) {
                throw new QueryFailed("FAILED: SemanticException Database " + create.name() + " already exists");
            }
            databases.computeIfAbsent(create.name(), name -> new TreeMap<>());
        } else if (statement instanceof Ddl.DropDatabase drop) {
            drop(drop);
        } else if (statement instanceof Ddl.CreateTable create) {
            create(create, current);
        } else if (statement instanceof Ddl.SetProperties set) {
            Table changed = require(set.name(), current).withProperties(set.properties());
            Projection.check(changed);
            tablesOf(changed.database()).put(changed.name(), changed);
        } else if (statement instanceof Ddl.AddColumns add) {
            Table changed = require(add.name(), current).withColumns(add.columns());
            tablesOf(changed.database()).put(changed.name(), changed);
        } else if (statement instanceof Ddl.DropTable drop) {
            String database = orCurrent(drop.name().database(), current);
            if (find(database, drop.name().table()).isPresent()) {
                tablesOf(database).remove(drop.name().table());
            } else if (!drop.ifExists()) {
                throw notFound(drop.name().table());
            }
        }
        write();
    }

    private void drop(Ddl.DropDatabase drop) throws QueryFailed {
        TreeMap<String, Table> tables = databases.get(drop.name());
        if (tables == null) {
            if (!drop.ifExists()) {
                throw new QueryFailed("FAILED: SemanticException Database does not exist: " + drop.name());
            }
        } else if (!tables.isEmpty() && !drop.cascade()) {
            throw new QueryFailed(
                    "FAILED: Execution Error: Database " + drop.name() + " is not empty. One or more tables exist.");
        } else {
            databases.remove(drop.name());
        }
    }

    private void create(Ddl.CreateTable create, String current) throws QueryFailed {
        Table table = create.table();
        String database = orCurrent(table.database(), current);
        if (!has(database)) {
            throw new QueryFailed("FAILED: SemanticException Database does not exist: " + database);
        }
        if (find(database, table.name()).isPresent()) {
            if (!create.ifNotExists()) {
                throw new QueryFailed("FAILED: AlreadyExistsException Table " + table.name() + " already exists");
            }
            return;
        }
        Projection.check(table);
        tablesOf(database)
                .put(
                        table.name(),
                        new Table(
                                database,
                                table.name(),
                                table.columns(),
                                table.partitionKeys(),
                                table.serde(),
                                table.location(),
                                table.properties()));
    }

    private Table require(Ddl.Name name, String current) throws QueryFailed {
        return find(orCurrent(name.database(), current), name.table()).orElseThrow(() -> notFound(name.table()));
    }

    private static QueryFailed notFound(String table) {
        return new QueryFailed("FAILED: SemanticException [Error 10001]: Table not found " + table);
    }

    private static String orCurrent(String database, String current) {
        return database.isEmpty() ? current : database;
    }

    private TreeMap<String, Table> tablesOf(String database) {
        TreeMap<String, Table> tables = databases.get(database);
        if (tables == null) {
            throw AthenaRefusal.notInCatalog("Database " + database + " not found.");
        }
        return tables;
    }

    /** Whole or not at all: a killed process leaves the catalog as it was. */
    private void write() {
        JsonFields all = new JsonFields();
        databases.forEach((name, tables) -> {
            JsonFields written = new JsonFields();
            tables.forEach((table, value) -> written.put(table, TableJson.write(value)));
            all.put(name, written);
        });
        try {
            Path draft = Files.createTempFile(file.getParent(), FILE, ".tmp");
            Files.write(draft, JsonText.compact(all.object()).getBytes(StandardCharsets.UTF_8));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
