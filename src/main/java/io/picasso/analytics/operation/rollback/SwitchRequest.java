package io.picasso.analytics.operation.rollback;

/**
 * Who wants a change, and why.
 *
 * @param who the person and machine
 * @param reason in the operator's words; may have no characters
 * @param recorded whether the change is written down before it is made; without that it cannot be taken back by its
 *     record
 */
public record SwitchRequest(String who, String reason, boolean recorded) {}
