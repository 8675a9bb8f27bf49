package io.picasso.analytics.resource;

/**
 * One attribute that differs.
 *
 * @param attribute what differs, such as {@code ttl} or {@code index tenant-date-index}
 * @param found what is there; "none" when nothing is
 * @param wanted what is declared
 */
public record Detail(String attribute, String found, String wanted) {
    /** The word for something that is not there. */
    public static final String NONE = "none";

    @Override
    public String toString() {
        return attribute + ": " + found + " → " + wanted;
    }
}
