package io.picasso.analytics.local.athena;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** The engine: one database in memory, made when it is first asked for. Safe for many threads. */
final class DuckDb implements AutoCloseable {
    /** The stack must stay small; what does not fit goes to the scratch folder. */
    private static final String MEMORY = "512MB";

    private static final int THREADS = 2;

    private final Path scratch;
    private @Nullable DuckDBConnection root;

    DuckDb(Path scratch) {
        this.scratch = scratch;
    }

    /**
     * A connection of its own, which the caller closes.
     *
     * @throws AthenaRefusal when there is no engine for this platform
     */
    synchronized Connection connect() throws SQLException {
        DuckDBConnection known = root;
        if (known == null) {
            known = open();
            root = known;
        }
        return known.duplicate();
    }

    private DuckDBConnection open() throws SQLException {
        Properties properties = new Properties();
        // Rows are taken one by one, so that a large result is never whole in memory.
        properties.setProperty("jdbc_stream_results", "true");
        properties.setProperty("memory_limit", MEMORY);
        properties.setProperty("threads", Integer.toString(THREADS));
        properties.setProperty("temp_directory", scratch.toString());
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        DuckDBConnection opened;
        try {
            opened = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", properties);
        } catch (UnsatisfiedLinkError | ExceptionInInitializerError | NoClassDefFoundError | IllegalStateException e) {
            throw AthenaRefusal.invalid("DuckDB, which answers queries on this machine, has no native library for "
                    + System.getProperty("os.name") + " on " + System.getProperty("os.arch")
                    + " or could not load it (" + e + "); everything but queries works without it");
        }
        try (Statement statement = opened.createStatement()) {
            for (String sql : TrinoFunctions.SETUP) {
                statement.execute(sql);
            }
        }
        return opened;
    }

    @Override
    public synchronized void close() throws SQLException {
        if (root != null) {
            root.close();
            root = null;
        }
    }
}
