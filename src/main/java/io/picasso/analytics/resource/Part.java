package io.picasso.analytics.resource;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The parts of an environment that can be provisioned on their own, in the order in which they are built. */
public enum Part {
    TABLES("DynamoDB tables, their indexes and TTL"),
    LAKE("S3 buckets, how long their objects are kept, and the Athena table over them"),
    QUEUE("the event queue and its dead-letter queue"),
    FUNCTIONS("the functions and what calls them, as 'deploy push' makes them"),
    SCHEDULE("the rule that calls the aggregator"),
    ALARMS("the alarms, as 'alarms apply' sets them");

    /** What is meant where no part is named: what holds data. What runs is only made when it is named. */
    public static final Set<Part> USUAL = Collections.unmodifiableSet(EnumSet.of(TABLES, LAKE, QUEUE));

    private final String meaning;

    Part(String meaning) {
        this.meaning = meaning;
    }

    /** What belongs to it, in a few words. */
    public String meaning() {
        return meaning;
    }

    /** The word typed on the command line. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
