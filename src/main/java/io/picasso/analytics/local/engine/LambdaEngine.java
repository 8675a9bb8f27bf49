package io.picasso.analytics.local.engine;

import io.picasso.analytics.local.Service;
import io.picasso.analytics.local.lambda.LambdaServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Lambda by child JVMs, beside the engines that functions use. */
final class LambdaEngine implements Engine {
    private final LambdaServer server;

    /** @param engines the ports of the other services */
    LambdaEngine(int port, Path folder, Path logs, Map<Service, Integer> engines) throws IOException {
        server = new LambdaServer(port, folder, logs, engines);
    }

    @Override
    public Service service() {
        return Service.LAMBDA;
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}
