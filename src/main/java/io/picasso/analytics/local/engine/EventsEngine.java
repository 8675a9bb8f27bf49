package io.picasso.analytics.local.engine;

import io.picasso.analytics.local.Service;
import io.picasso.analytics.local.events.EventsServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** EventBridge's schedules, beside the Lambda whose functions they call. */
final class EventsEngine implements Engine {
    private final EventsServer server;

    /** @param lambda where Lambda answers */
    EventsEngine(int port, Path folder, URI lambda) throws IOException {
        server = new EventsServer(port, folder, lambda);
    }

    @Override
    public Service service() {
        return Service.EVENTBRIDGE;
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
