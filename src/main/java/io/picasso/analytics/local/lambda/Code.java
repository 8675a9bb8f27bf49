package io.picasso.analytics.local.lambda;

/**
 * What a function is made of.
 *
 * @param sha256 SHA-256 of its zip in Base64, as Lambda gives it
 * @param bytes size of the zip
 */
record Code(String sha256, long bytes) {
    /** The hash in a form that can be the name of a folder. */
    String key() {
        return java.util.HexFormat.of().formatHex(java.util.Base64.getDecoder().decode(sha256));
    }
}
