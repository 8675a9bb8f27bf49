package io.picasso.analytics.operation.verify;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.key.EventKey;
import io.picasso.analytics.port.SessionRows;
import io.picasso.analytics.port.SessionRows.AnyRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rows of the events table that no known tenant's index leads to, so that comparing tenant by tenant passes them over.
 *
 * @param read rows of the table, all of them
 * @param count how many of them are such; expired ones and those too young to judge left out
 * @param places the rows, at most {@link VerifyReport#MOST_LISTED}, each with the reason
 */
public record Strays(long read, long count, List<String> places) {
    public Strays {
        places = List.copyOf(places);
    }

    /** Reads the whole table. */
    static Strays search(SessionRows rows, Rules rules, TenantPass.Listener listener) {
        long read = 0;
        long count = 0;
        List<String> places = new ArrayList<>();
        for (Iterator<AnyRow> all = rows.everyEventRow(); all.hasNext(); read++) {
            AnyRow row = all.next();
            listener.read(1);
            Optional<String> reason = rules.isExpired(row.ttl()) ? Optional.empty() : reason(row, rules);
            if (reason.isPresent()) {
                count++;
                if (places.size() < VerifyReport.MOST_LISTED) {
                    places.add(row.partition() + " / " + row.sort() + ": " + reason.get());
                }
            }
        }
        return new Strays(read, count, places);
    }

    private static Optional<String> reason(AnyRow row, Rules rules) {
        Optional<Instant> time = UtcTime.parse(row.timestamp());
        if (EventKey.parse(row.partition(), row.sort()).isEmpty()) {
            return Optional.of("its key is not an event's");
        }
        if (!Tenant.isHash(row.tenantHash())) {
            return Optional.of(missing("tenant_hash", row.tenantHash(), "no tenant's hash"));
        }
        if (time.isEmpty()) {
            return Optional.of(missing("timestamp", row.timestamp(), "no time"));
        }
        // A tenant may have come while the others were compared.
        return known(row, rules.tenants()) || rules.isYoung(time.get())
                ? Optional.empty()
                : Optional.of("no tenant has the hash " + row.tenantHash());
    }

    private static boolean known(AnyRow row, Set<String> tenants) {
        return tenants.contains(row.tenantHash());
    }

    private static String missing(String name, String value, String what) {
        return value.isEmpty() ? "it has no " + name : "its " + name + " '" + value + "' is " + what;
    }
}
