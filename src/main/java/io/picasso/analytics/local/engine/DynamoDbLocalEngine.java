package io.picasso.analytics.local.engine;

import io.picasso.analytics.local.Endpoints;
import io.picasso.analytics.local.Service;
import java.lang.reflect.Constructor;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * DynamoDB by DynamoDB Local, on a server of our own: the stock one listens on every interface and reports its use.
 * One database for all regions and keys.
 *
 * <p>Its classes are found by name in the jars on the user's machine, because its licence allows neither to ship it nor
 * to compile it into another program. They and their database driver are loaded in one class loader: in two loaders
 * requests hang, and on the class path its manifest keeps the JVM from archiving classes.
 */
final class DynamoDbLocalEngine implements Engine {
    private static final String PACKAGE = "software.amazon.dynamodb.services.local.server.";

    /** One thread of the database does the work, so more than a few requests at once only wait for it. */
    private static final int MAX_THREADS = 16;

    private static final Logger SQLITE_LOG = Logger.getLogger("com.almworks.sqlite4java");

    private final Server server;
    private final ServerConnector connector;
    private final Handler handler;

    /**
     * Starts the server.
     *
     * @param jars DynamoDB Local and its driver; none: they are on the class path
     * @param port the port to listen on; 0: a free one
     * @param folder where the database file lies, created when it is not there; empty: in memory
     */
    DynamoDbLocalEngine(List<Path> jars, int port, Optional<Path> folder) throws Exception {
        SQLITE_LOG.setLevel(Level.WARNING);
        if (folder.isPresent()) {
            Files.createDirectories(folder.get());
        }
        handler = handler(loader(jars), folder);
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
        // Without this the database file stays locked for as long as this process lives.
        handler.getClass().getMethod("close").invoke(handler);
    }

    private static Handler handler(ClassLoader loader, Optional<Path> folder) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Class<?> database = loader.loadClass(PACKAGE + "LocalDynamoDBRequestHandler");
            @Nullable Object file = folder.map(Path::toString).orElse(null);
            Object requests = database.getConstructor(
                            int.class, boolean.class, String.class, boolean.class, boolean.class)
                    .newInstance(0, folder.isEmpty(), file, true, false);
            return (Handler) constructor(loader.loadClass(PACKAGE + "LocalDynamoDBServerHandler"), database)
                    .newInstance(requests, null);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The one that takes the database and, optionally, who may ask from another origin. */
    private static Constructor<?> constructor(Class<?> handler, Class<?> database) throws NoSuchMethodException {
        return Arrays.stream(handler.getConstructors())
                .filter(c -> c.getParameterCount() == 2 && c.getParameterTypes()[0].isAssignableFrom(database))
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException("another version of DynamoDB Local is installed"));
    }

    /** Never closed: the engine loads classes as long as it answers. */
    private static ClassLoader loader(List<Path> jars) throws MalformedURLException {
        ClassLoader parent = DynamoDbLocalEngine.class.getClassLoader();
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = jars.get(i).toUri().toURL();
        }
        return urls.length == 0 ? parent : new URLClassLoader("dynamodb-local", urls, parent);
    }
}
