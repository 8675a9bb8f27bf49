package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.UtcTime;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Which events are meant.
 *
 * @param tenantId only this tenant's; empty for all
 * @param from first day by the events' own time; empty for the beginning
 * @param to last day, included; empty for the end
 */
public record Selection(Optional<String> tenantId, Optional<LocalDate> from, Optional<LocalDate> to) {
    /** Everything. */
    public static final Selection ALL = new Selection(Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether a tenant's day is meant. */
    public boolean includes(String tenant, LocalDate day) {
        return tenantId.map(tenant::equals).orElse(true)
                && from.map(first -> !day.isBefore(first)).orElse(true)
                && to.map(last -> !day.isAfter(last)).orElse(true);
    }

    boolean includes(Event event) {
        return includes(event.tenant().id(), UtcTime.day(event.occurredAt()));
    }
}
