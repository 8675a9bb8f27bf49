package io.picasso.analytics.local.athena;

/**
 * A place in S3.
 *
 * @param bucket the bucket
 * @param key the rest, without a slash in front; may be empty
 */
record S3Location(String bucket, String key) {
    private static final String SCHEME = "s3://";

    /**
     * Reads {@code s3://bucket/key}.
     *
     * @throws AthenaRefusal when it is none, or leads out of its bucket
     */
    static S3Location of(String text) {
        int slash = text.indexOf('/', SCHEME.length());
        if (!text.startsWith(SCHEME) || slash <= SCHEME.length() || text.contains("/../") || text.endsWith("/..")) {
            throw AthenaRefusal.invalid("'" + text + "' is not a location s3://bucket/path/");
        }
        return new S3Location(text.substring(SCHEME.length(), slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return SCHEME + bucket + "/" + key;
    }
}
