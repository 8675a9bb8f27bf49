package io.picasso.analytics.resource;

/**
 * The web address of a function.
 *
 * @param url the address
 * @param access who may call it: {@code AWS_IAM}, or {@code NONE} for everybody
 */
public record FoundAddress(String url, String access) {}
