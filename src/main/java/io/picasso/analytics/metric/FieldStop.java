package io.picasso.analytics.metric;

/**
 * A field after which sessions left a form.
 *
 * @param fieldId its id; {@link FormCounts#UNKNOWN} where the event names none
 * @param label its label in the latest of those events that has one; the id where none has
 * @param formId the form it belongs to
 * @param sessions how many sessions
 */
public record FieldStop(String fieldId, String label, String formId, long sessions) {}
