package io.picasso.analytics.resource;

/** What a period without any value says. */
public enum MissingData {
    /** Nothing happened, so nothing is wrong. */
    FINE("notBreaching"),
    /** It cannot be told. */
    UNKNOWN("missing"),
    /** What was so before is still so. */
    KEEP("ignore");

    private final String word;

    MissingData(String word) {
        this.word = word;
    }

    /** CloudWatch's word. */
    public String word() {
        return word;
    }
}
