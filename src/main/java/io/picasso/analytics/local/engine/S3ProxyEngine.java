package io.picasso.analytics.local.engine;

import io.picasso.analytics.local.Endpoints;
import io.picasso.analytics.local.Service;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** S3 by S3Proxy: objects are plain files in a folder. Clients must use path-style addresses. */
final class S3ProxyEngine implements Engine {
    private static final int MAX_THREADS = 32;
    private static final int MAX_UNCHUNKED_BYTES = 128 << 20;
    private static final long MAX_OBJECT_BYTES = 5L << 30;

    private final S3Proxy proxy;

    /** Starts the server; a folder that is not there is created. */
    S3ProxyEngine(int port, Path folder) throws Exception {
        Files.createDirectories(folder);
        proxy = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                .endpoint(URI.create("http://" + Endpoints.HOST + ":" + port))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, Endpoints.KEY, Endpoints.KEY)
                .maxSinglePartObjectSize(MAX_OBJECT_BYTES)
                .v4MaxNonChunkedRequestSize(MAX_UNCHUNKED_BYTES)
                .ignoreUnknownHeaders(true)
                .jettyMaxThreads(MAX_THREADS)
                .build();
        proxy.start();
    }

    @Override
    public Service service() {
        return Service.S3;
    }

    @Override
    public int port() {
        return proxy.getPort();
    }

    @Override
    public void close() throws Exception {
        proxy.stop();
    }
}
