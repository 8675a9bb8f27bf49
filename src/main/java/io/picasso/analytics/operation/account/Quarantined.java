package io.picasso.analytics.operation.account;

import io.picasso.analytics.event.SessionId;
import java.util.Optional;

/**
 * Something that was rejected.
 *
 * @param place object and line
 * @param reason the label of the reason
 * @param detail what was wrong, without payload text
 * @param messageId of the message it came in
 * @param session the session it says it is of; empty when that cannot be read
 */
public record Quarantined(String place, String reason, String detail, String messageId, Optional<SessionId> session) {}
