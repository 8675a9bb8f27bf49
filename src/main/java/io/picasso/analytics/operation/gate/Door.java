package io.picasso.analytics.operation.gate;

import io.picasso.analytics.port.HttpReply;
import java.util.Optional;

/** The dashboard's API, wherever it runs. */
@FunctionalInterface
public interface Door {
    /**
     * Asks with GET.
     *
     * @param pathAndQuery begins with a slash
     * @param token who asks; empty: nobody
     */
    HttpReply get(String pathAndQuery, Optional<String> token);
}
