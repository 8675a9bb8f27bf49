package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.key.LakeKey;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Which objects of the lake are meant.
 *
 * @param prefix paths that start with this text; empty text for all
 * @param tenantId only this tenant's; empty for all
 * @param from first day; empty for the beginning
 * @param to last day, included; empty for the end
 */
public record LakeSelection(
        String prefix, Optional<String> tenantId, Optional<LocalDate> from, Optional<LocalDate> to) {
    /** The longest text that every path in question starts with. */
    public String listingPrefix() {
        String folder = tenantId.map(LakeKey::prefix).orElse(LakeKey.PREFIX);
        return prefix.startsWith(folder) ? prefix : folder;
    }

    /** Whether a path is meant. */
    public boolean includes(String path, LakeKey key) {
        return path.startsWith(prefix)
                && tenantId.map(key.tenantId()::equals).orElse(true)
                && from.map(day -> !key.day().isBefore(day)).orElse(true)
                && to.map(day -> !key.day().isAfter(day)).orElse(true);
    }
}
