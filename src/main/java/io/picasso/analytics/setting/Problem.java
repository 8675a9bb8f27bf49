package io.picasso.analytics.setting;

/**
 * Something wrong in a configuration.
 *
 * @param place file and line
 * @param message what is wrong, in a sentence
 * @param hint what was probably meant; empty where nothing is near
 */
public record Problem(String place, String message, String hint) {}
