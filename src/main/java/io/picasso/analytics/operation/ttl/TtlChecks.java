package io.picasso.analytics.operation.ttl;

import io.picasso.analytics.gate.Check;
import io.picasso.analytics.gate.Limit;
import java.util.List;

/** The checks of {@code ttl verify}. */
public final class TtlChecks {
    static final String ENABLED = "ttl.enabled";
    static final String VALUES = "ttl.values";
    static final String HIDDEN = "ttl.hidden";
    static final String DELETION = "ttl.deletion";

    private static final List<Check> ALL = List.of(
            new Check(
                    ENABLED,
                    "tables whose rows do not expire, or by another attribute",
                    List.of(),
                    List.of(Limit.none("missing"), Limit.none("off"), Limit.none("other_attribute")),
                    1,
                    "Run 'picasso-analytics provision apply tables'. TTL by another attribute is to be switched off by"
                            + " hand first; DynamoDB takes up to an hour for it.",
                    List.of()),
            new Check(
                    VALUES,
                    "rows of events whose time of expiry is absent, in milliseconds, or not that of the retention",
                    List.of(ENABLED),
                    List.of(Limit.none("absent"), Limit.none("in_milliseconds"), Limit.none("other")),
                    1,
                    "Something else than this processor has written them, or the retention was changed. 'picasso-analytics"
                            + " backfill verify --repair' writes rows as they should be.",
                    List.of()),
            new Check(
                    HIDDEN,
                    "whether an expired session that still lies in the tables is shown",
                    List.of(ENABLED),
                    List.of(Limit.none("shown")),
                    1,
                    "Reads have to filter by the attribute: DynamoDB deletes up to 48 hours late. This is a bug; report"
                            + " it.",
                    List.of()),
            new Check(
                    DELETION,
                    "expired rows of ours that DynamoDB has not deleted within 48 hours",
                    List.of(ENABLED),
                    List.of(Limit.none("overdue"), Limit.atLeast("deleted", 1)),
                    1,
                    "Look at the table's TTL with 'picasso-analytics provision status tables'; run 'ttl verify' again"
                            + " later. AWS gives no time within which it surely deletes.",
                    List.of()));

    private TtlChecks() {}

    /** All of them. */
    public static List<Check> all() {
        return ALL;
    }
}
