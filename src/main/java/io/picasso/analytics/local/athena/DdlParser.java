package io.picasso.analytics.local.athena;

import io.picasso.analytics.local.athena.SqlToken.Kind;
import io.picasso.analytics.local.athena.Table.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the few statements of Hive's DDL that this catalog knows. */
final class DdlParser {
    /** First words of statements that only ask. */
    private static final Set<String> QUERIES = Set.of("select", "with", "values");

    private static final String KNOWN = "this engine knows SELECT, CREATE and DROP DATABASE, CREATE EXTERNAL TABLE,"
            + " DROP TABLE, ALTER TABLE … SET TBLPROPERTIES and ALTER TABLE … ADD COLUMNS";

    private final List<SqlToken> tokens;
    private int at;

    private DdlParser(List<SqlToken> tokens) {
        this.tokens = tokens;
    }

    /** Whether a statement is a query and not DDL. */
    static boolean isQuery(String sql) {
        return SqlToken.of(sql).stream()
                .filter(token -> !token.isSymbol('('))
                .findFirst()
                .filter(token -> QUERIES.contains(token.lower()))
                .isPresent();
    }

    /**
     * Reads a statement.
     *
     * @throws AthenaRefusal when it is none that is known here
     */
    static Ddl parse(String sql) {
        DdlParser parser = new DdlParser(SqlToken.of(sql));
        Ddl statement = parser.statement();
        parser.skipSymbol(';');
        if (parser.at < parser.tokens.size()) {
            throw parser.unexpected("the end");
        }
        return statement;
    }

    private Ddl statement() {
        if (skip("create")) {
            return create();
        }
        if (skip("drop")) {
            return drop();
        }
        if (skip("alter")) {
            return alter();
        }
        throw AthenaRefusal.invalid("Queries of this type are not supported: " + KNOWN);
    }

    private Ddl create() {
        if (skip("database") || skip("schema")) {
            boolean ifNotExists = ifNotExists();
            return new Ddl.CreateDatabase(name(), ifNotExists);
        }
        expect("external");
        expect("table");
        boolean ifNotExists = ifNotExists();
        Ddl.Name name = tableName();
        List<Column> columns = columns();
        List<Column> partitionKeys = List.of();
        if (skip("partitioned")) {
            expect("by");
            partitionKeys = columns();
        }
        expect("row");
        expect("format");
        expect("serde");
        String serde = string();
        if (skip("with")) {
            expect("serdeproperties");
            // How a line is read is fixed here; the table's own properties say the same.
            properties();
        }
        if (skip("stored")) {
            expect("as");
            expect("inputformat");
            string();
            expect("outputformat");
            string();
        }
        expect("location");
        String location = string();
        Map<String, String> properties = skip("tblproperties") ? properties() : Map.of();
        return new Ddl.CreateTable(
                new Table(name.database(), name.table(), columns, partitionKeys, serde, location, properties),
                ifNotExists);
    }

    private Ddl drop() {
        if (skip("table")) {
            boolean ifExists = ifExists();
            return new Ddl.DropTable(tableName(), ifExists);
        }
        if (!skip("schema")) {
            expect("database");
        }
        boolean ifExists = ifExists();
        String name = name();
        boolean cascade = skip("cascade");
        if (!cascade) {
            skip("restrict");
        }
        return new Ddl.DropDatabase(name, ifExists, cascade);
    }

    private Ddl alter() {
        expect("table");
        Ddl.Name name = tableName();
        if (skip("set")) {
            expect("tblproperties");
            return new Ddl.SetProperties(name, properties());
        }
        expect("add");
        expect("columns");
        return new Ddl.AddColumns(name, columns());
    }

    private boolean ifNotExists() {
        if (!skip("if")) {
            return false;
        }
        expect("not");
        expect("exists");
        return true;
    }

    private boolean ifExists() {
        if (!skip("if")) {
            return false;
        }
        expect("exists");
        return true;
    }

    private Ddl.Name tableName() {
        String first = name();
        return skipSymbol('.') ? new Ddl.Name(first, name()) : new Ddl.Name("", first);
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        expectSymbol('(');
        do {
            String name = name();
            String type = take(Kind.WORD, "a type").lower();
            HiveType.of(type);
            if (skip("comment")) {
                string();
            }
            columns.add(new Column(name, type));
        } while (skipSymbol(','));
        expectSymbol(')');
        return columns;
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        expectSymbol('(');
        do {
            String key = string();
            expectSymbol('=');
            properties.put(key, string());
        } while (skipSymbol(','));
        expectSymbol(')');
        return properties;
    }

    private String name() {
        SqlToken token = next("a name");
        if (token.kind() != Kind.WORD && token.kind() != Kind.QUOTED_NAME) {
            at--;
            throw unexpected("a name");
        }
        return token.lower();
    }

    private String string() {
        return take(Kind.STRING, "a text in single quotes").text();
    }

    private SqlToken take(Kind kind, String wanted) {
        SqlToken token = next(wanted);
        if (token.kind() != kind) {
            at--;
            throw unexpected(wanted);
        }
        return token;
    }

    private SqlToken next(String wanted) {
        if (at == tokens.size()) {
            throw unexpected(wanted);
        }
        return tokens.get(at++);
    }

    private boolean skip(String keyword) {
        boolean there = at < tokens.size() && tokens.get(at).is(keyword);
        at += there ? 1 : 0;
        return there;
    }

    private boolean skipSymbol(char sign) {
        boolean there = at < tokens.size() && tokens.get(at).isSymbol(sign);
        at += there ? 1 : 0;
        return there;
    }

    private void expect(String keyword) {
        if (!skip(keyword)) {
            throw unexpected(keyword.toUpperCase(java.util.Locale.ROOT));
        }
    }

    private void expectSymbol(char sign) {
        if (!skipSymbol(sign)) {
            throw unexpected("'" + sign + "'");
        }
    }

    private AthenaRefusal unexpected(String wanted) {
        String found = at < tokens.size()
                ? "'" + tokens.get(at).text() + "' at position "
                        + (tokens.get(at).start() + 1)
                : "the end";
        return AthenaRefusal.invalid("FAILED: ParseException: found " + found + ", expected " + wanted + "; " + KNOWN);
    }
}
