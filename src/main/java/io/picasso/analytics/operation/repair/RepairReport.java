package io.picasso.analytics.operation.repair;

import java.util.List;

/**
 * What became of the markers. After a dry run: what would become of them.
 *
 * @param markers that were read
 * @param repaired markers all of whose events are in the tables; they are deleted
 * @param sessions sessions whose tables were brought up to date
 * @param events distinct events that were written; one that was there already is not changed by it
 * @param expired missing events that are past their retention, and were not written
 * @param kept markers that stay
 */
public record RepairReport(long markers, long repaired, long sessions, long events, long expired, List<Kept> kept) {
    /** Why a marker stays. */
    public enum Reason {
        /** It is not in the form markers are written in. */
        UNREADABLE,
        /** An event it names is neither in the lake nor in the table. */
        NOT_FOUND,
        /** It also names sessions of tenants that were not asked for. */
        OTHER_TENANTS
    }

    /** A marker that stays, and why. */
    public record Kept(String path, Reason reason, String detail) {}

    public RepairReport {
        kept = List.copyOf(kept);
    }

    /** Whether no marker stays that should have been repaired. */
    public boolean isComplete() {
        return kept.stream().allMatch(marker -> marker.reason() == Reason.OTHER_TENANTS);
    }
}
