package io.picasso.analytics.local.engine;

import io.picasso.analytics.local.Service;
import io.picasso.analytics.local.athena.AthenaServer;
import java.io.IOException;
import java.nio.file.Path;

/** Athena by DuckDB, over the plain files of the S3 engine. */
final class AthenaEngine implements Engine {
    private final AthenaServer server;

    AthenaEngine(int port, Path s3, Path folder) throws IOException {
        server = new AthenaServer(port, s3, folder);
    }

    @Override
    public Service service() {
        return Service.ATHENA;
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}
