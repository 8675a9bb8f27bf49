package io.picasso.analytics.operation.runbook;

/**
 * What to do about one alarm or check.
 *
 * @param id its name
 * @param symptom what is seen
 * @param look where to look
 * @param act what to do
 * @param undo how to take that back
 */
public record Section(String id, String symptom, String look, String act, String undo) {}
