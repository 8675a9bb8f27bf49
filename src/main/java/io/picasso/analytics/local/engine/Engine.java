package io.picasso.analytics.local.engine;

import io.picasso.analytics.local.Service;

/** One service of the stack, answering on a loopback port from construction until it is closed. */
public interface Engine extends AutoCloseable {
    Service service();

    /** The TCP port it answers on. */
    int port();

    /** Stops answering and frees the port. What is held in memory is gone. */
    @Override
    void close() throws Exception;
}
