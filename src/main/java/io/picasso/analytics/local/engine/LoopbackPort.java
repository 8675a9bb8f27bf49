package io.picasso.analytics.local.engine;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.local.Endpoints;
import io.picasso.analytics.local.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Asks whether a port of the loopback address is free. */
final class LoopbackPort {
    private LoopbackPort() {}

    /**
     * Checks a port before its engine tries, so that every engine fails with the same words.
     *
     * @throws Failure with {@link FailureCode#PORT_IN_USE}
     */
    static void require(Service service, int port) {
        if (!isFree(port)) {
            throw Failure.of(FailureCode.PORT_IN_USE, "Port " + port + " for " + service.key() + " is in use")
                    .where(Endpoints.HOST + ":" + port);
        }
    }

    /** Whether the port can be listened on; always for 0, which means any. */
    static boolean isFree(int port) {
        if (port == 0) {
            return true;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(Endpoints.HOST), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
