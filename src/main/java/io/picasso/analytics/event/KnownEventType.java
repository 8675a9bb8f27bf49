package io.picasso.analytics.event;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The event types the widget and the servers are known to send. */
public enum KnownEventType {
    WIDGET_OPENED,
    WIDGET_CLOSED,
    CONVERSATION_STARTED,
    ACTION_CHIP_CLICKED,
    CTA_CLICKED,
    LINK_CLICKED,
    HELP_MENU_CLICKED,
    SHOWCASE_CTA_CLICKED,
    FORM_VIEWED,
    FORM_STARTED,
    FORM_FIELD_SUBMITTED,
    FORM_COMPLETED,
    FORM_ABANDONED,
    MESSAGE_SENT,
    MESSAGE_RECEIVED,
    SESSION_STARTED,
    SESSION_END,
    SESSION_ENDED,
    CHAT_OPENED,
    CHAT_CLOSED,
    PAGE_VIEW,
    ERROR,
    UNKNOWN;

    private static final Map<String, KnownEventType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(Enum::name, Function.identity()));

    /** The known type of that name; empty for one nobody has declared. */
    public static Optional<KnownEventType> of(EventType type) {
        return Optional.ofNullable(BY_NAME.get(type.name()));
    }
}
