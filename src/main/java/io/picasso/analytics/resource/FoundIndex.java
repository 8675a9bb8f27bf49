package io.picasso.analytics.resource;

/**
 * A global secondary index as it was found.
 *
 * @param name its name
 * @param keys its key
 * @param projection DynamoDB's own word: ALL, KEYS_ONLY or INCLUDE
 * @param status DynamoDB's own word: ACTIVE, CREATING …
 */
public record FoundIndex(String name, KeySchema keys, String projection, String status) {}
