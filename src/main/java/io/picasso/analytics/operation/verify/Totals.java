package io.picasso.analytics.operation.verify;

/**
 * How much was compared, and what was explained instead of reported.
 *
 * @param tenants tenants looked at
 * @param lakeObjects lake objects read; those next to the range too
 * @param lakeEvents distinct events of the lake in the range, those past their retention left out
 * @param tableEvents event rows in the range, those past their retention left out
 * @param summaries summary rows in the range
 * @param anchors anchors in the range
 * @param expiredAnchors those of them whose session began before the retention; an anchor outlives its session
 * @param lookedAt sessions read a second time, exactly, because their numbers did not agree at once
 * @param expired lake events past their retention
 * @param expiredObjects lake objects of days past the retention, which were not read
 * @param deferred events and summaries that a marker of a failed write names
 * @param inFlight what was not settled yet
 * @param olderThanLake rows of days of which the lake may have been emptied by its lifecycle
 * @param unreadable lines and objects of the lake that cannot be read
 * @param quarantined quarantine objects of the range, whose contents are in neither place
 */
public record Totals(
        long tenants,
        long lakeObjects,
        long lakeEvents,
        long tableEvents,
        long summaries,
        long anchors,
        long expiredAnchors,
        long lookedAt,
        long expired,
        long expiredObjects,
        long deferred,
        long inFlight,
        long olderThanLake,
        long unreadable,
        long quarantined) {
    /** Whether nothing was there to compare. */
    public boolean isNothing() {
        return lakeEvents == 0 && tableEvents == 0 && summaries == 0;
    }
}
