package io.picasso.analytics.local.dynamodb;

import io.picasso.analytics.local.Endpoints;
import io.picasso.analytics.local.Service;
import io.picasso.analytics.local.engine.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB by DynamoDB Local, on a server of our own: the stock one listens on every interface and reports its use.
 * One database for all regions and keys.
 */
public final class DynamoDbLocalEngine implements Engine {
    /** One thread of the database does the work, so more than a few requests at once only wait for it. */
    private static final int MAX_THREADS = 16;

    private static final Logger SQLITE_LOG = Logger.getLogger("com.almworks.sqlite4java");

    private final Server server;
    private final ServerConnector connector;
    private final LocalDynamoDBServerHandler handler;

    /**
     * Starts the server.
     *
     * @param port the port to listen on; 0: a free one
     * @param folder where the database file lies, created when it is not there; empty: in memory
     */
    public DynamoDbLocalEngine(int port, Optional<Path> folder) throws Exception {
        SQLITE_LOG.setLevel(Level.WARNING);
        if (folder.isPresent()) {
            Files.createDirectories(folder.get());
        }
        LocalDynamoDBRequestHandler database = new LocalDynamoDBRequestHandler(
                0, folder.isEmpty(), folder.map(Path::toString).orElse(null), true, false);
        handler = new LocalDynamoDBServerHandler(database, null);
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("dynamodb");
        threads.setDaemon(true);
        server = new Server(threads);
        connector = new ServerConnector(server, 1, 1);
        connector.setHost(Endpoints.HOST);
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(handler);
        server.start();
    }

    @Override
    public Service service() {
        return Service.DYNAMODB;
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() throws Exception {
        server.stop();
        handler.close();
    }
}
