package io.picasso.analytics.local.events;

/** A call that is answered with one of EventBridge's errors. */
final class EventsRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String error;

    private EventsRefusal(String error, String message) {
        super(message);
        this.error = error;
    }

    /** A value that EventBridge does not take, or a part of it that is not here. */
    static EventsRefusal invalid(String message) {
        return new EventsRefusal("ValidationException", message);
    }

    static EventsRefusal notFound(String rule) {
        return new EventsRefusal("ResourceNotFoundException", "Rule " + rule + " does not exist on EventBus default.");
    }

    static EventsRefusal unknownCall(String call) {
        return new EventsRefusal("UnknownOperationException", call + " is not a call that the embedded stack answers");
    }

    /** The error's name in EventBridge's API. */
    String error() {
        return error;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
