package io.picasso.analytics.local.engine;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Loads DynamoDB Local, its database driver and our code around them in one class loader. In two loaders requests hang;
 * on the class path its manifest keeps the JVM from archiving classes.
 */
final class DynamoDbLoader {
    private static final String ENGINE = "io.picasso.analytics.local.dynamodb.DynamoDbLocalEngine";

    private DynamoDbLoader() {}

    /** Starts the engine from these jars; from the class path where there are none. */
    static Engine start(List<Path> parts, int port, Optional<Path> folder) throws Exception {
        ClassLoader parent = DynamoDbLoader.class.getClassLoader();
        // Closed by the end of the process: the engine loads classes as long as it answers.
        @SuppressWarnings("resource")
        ClassLoader loader = parts.isEmpty() ? parent : new URLClassLoader("dynamodb-local", urls(parts), parent);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return (Engine) loader.loadClass(ENGINE)
                    .getConstructor(int.class, Optional.class)
                    .newInstance(port, folder);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL[] urls(List<Path> parts) throws MalformedURLException {
        URL[] urls = new URL[parts.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = parts.get(i).toUri().toURL();
        }
        return urls;
    }
}
