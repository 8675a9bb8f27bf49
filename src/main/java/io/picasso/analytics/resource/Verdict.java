package io.picasso.analytics.resource;

/** What a comparison of declared and found says about one resource. */
public enum Verdict {
    /** It is as declared. */
    SAME,
    /** It is not there and would be made. */
    CREATE,
    /** It is there and would be changed in place. */
    ALTER,
    /** It is there in a shape that cannot be changed in place; it is never touched. */
    CONFLICT
}
