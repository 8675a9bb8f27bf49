package io.picasso.analytics.port;

import java.time.Instant;
import java.util.Optional;

/** Who asked for what. */
public interface AuditLog {
    /**
     * One request.
     *
     * @param id the request's own
     * @param tenantId whose data was asked for; empty where nobody has proven to be anybody
     * @param email who asked, as the token says
     * @param action method and route
     * @param subject the id in the path; empty where the route has none
     * @param status of the answer
     */
    record Entry(
            String id,
            Instant at,
            Optional<String> tenantId,
            Optional<String> email,
            String action,
            Optional<String> subject,
            int status) {}

    /** Adds an entry. Throws {@link io.picasso.analytics.failure.Failure} when it is not known to be kept. */
    void add(Entry entry);
}
