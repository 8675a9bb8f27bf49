package io.picasso.analytics.resource;

/**
 * What a function is made of.
 *
 * @param zip the bytes of its zip
 * @param sha256 their SHA-256 in Base64, as Lambda gives it
 */
// An array as a component: the bytes are only passed on, and two codes are compared by their hash.
@SuppressWarnings("ArrayRecordComponent")
public record FunctionCode(byte[] zip, String sha256) {}
