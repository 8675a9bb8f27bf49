package io.picasso.analytics.resource;

/** What a comparison of declared and found says about one resource. */
public enum Verdict {
    /** It is as declared. */
    SAME,
    /** It is not there and would be made. */
    CREATE,
    /** It is there and would be changed without loss. */
    ALTER,
    /** It is there in a shape that cannot be changed without loss; it is never touched. */
    CONFLICT
}
