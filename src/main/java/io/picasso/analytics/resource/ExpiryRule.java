package io.picasso.analytics.resource;

/**
 * A lifecycle rule in force that deletes current objects.
 *
 * @param prefix the keys it covers; empty text covers the whole bucket
 * @param days days after an object's creation
 */
public record ExpiryRule(String prefix, int days) {}
