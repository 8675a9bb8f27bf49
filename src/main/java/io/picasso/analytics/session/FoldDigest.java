package io.picasso.analytics.session;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.EventType;
import java.util.Optional;

/**
 * The fold over a session's events in a few numbers, whatever their order: it keeps no event. It does not notice
 * repeats, so each event must be added once. Enough to tell whether a stored summary is the fold, not to make one.
 */
public final class FoldDigest {
    private static final int NONE = Integer.MAX_VALUE;

    private long startedAt = Long.MAX_VALUE;
    private long endedAt = Long.MIN_VALUE;
    private int events;
    private int userMessages;
    private int botMessages;
    private int responses;
    private long responseTimeMs;

    private int questionStep = NONE;
    private long questionTime;
    private long questionIdentity;
    private long question;

    private int clickStep = NONE;
    private long clickTime;
    private long clickIdentity;
    private boolean clickedLink;

    private int formStep = -1;
    private long formTime;
    private long formIdentity;
    private long form;

    private boolean formStarted;
    private boolean formAbandoned;

    /** Adds an event that was not added before. */
    public void add(Event event) {
        long time = event.occurredAt().toEpochMilli();
        startedAt = Math.min(startedAt, time);
        endedAt = Math.max(endedAt, time);
        events++;
        EventType type = event.type();
        if (type.equals(EventType.MESSAGE_SENT)) {
            userMessages++;
            SessionFold.question(event).ifPresent(text -> ask(event, time, text));
        } else if (type.equals(EventType.MESSAGE_RECEIVED)) {
            botMessages++;
            SessionFold.responseTimeMs(event).ifPresent(ms -> {
                responses++;
                responseTimeMs += ms;
            });
        } else if (type.equals(EventType.LINK_CLICKED) || type.equals(EventType.CTA_CLICKED)) {
            click(event, time);
        } else if (type.equals(EventType.FORM_COMPLETED)) {
            complete(event, time);
        }
        formStarted |= type.equals(EventType.FORM_STARTED);
        formAbandoned |= type.equals(EventType.FORM_ABANDONED);
    }

    /** The first by step, then time. */
    private void ask(Event event, long time, String text) {
        long identity = EventDigest.identity(event.fingerprint());
        if (questionStep == NONE
                || compare(event.step(), time, identity, questionStep, questionTime, questionIdentity) < 0) {
            questionStep = event.step();
            questionTime = time;
            questionIdentity = identity;
            question = EventDigest.text(text);
        }
    }

    /** The first by time, then step. */
    private void click(Event event, long time) {
        long identity = EventDigest.identity(event.fingerprint());
        if (clickStep == NONE || compare(time, event.step(), identity, clickTime, clickStep, clickIdentity) < 0) {
            clickStep = event.step();
            clickTime = time;
            clickIdentity = identity;
            clickedLink = event.type().equals(EventType.LINK_CLICKED);
        }
    }

    /** The last by time, then step. */
    private void complete(Event event, long time) {
        long identity = EventDigest.identity(event.fingerprint());
        if (formStep < 0 || compare(time, event.step(), identity, formTime, formStep, formIdentity) > 0) {
            formStep = event.step();
            formTime = time;
            formIdentity = identity;
            form = event.payload()
                    .text("form_id")
                    .filter(id -> !id.isEmpty())
                    .map(EventDigest::text)
                    .orElse(0L);
        }
    }

    private static int compare(long a, long b, long c, long otherA, long otherB, long otherC) {
        int first = Long.compare(a, otherA);
        int second = first != 0 ? first : Long.compare(b, otherB);
        return second != 0 ? second : Long.compare(c, otherC);
    }

    /** What {@link EventDigest#figures} says of the summary of these events. */
    public long figures() {
        return EventDigest.figures(
                startedAt,
                endedAt,
                new Counters(events, userMessages, botMessages, responseTimeMs, responses),
                question,
                outcome(),
                formStarted,
                form);
    }

    private Optional<Outcome> outcome() {
        if (formStep >= 0) {
            return Optional.of(Outcome.FORM_COMPLETED);
        }
        if (clickStep != NONE) {
            return Optional.of(clickedLink ? Outcome.LINK_CLICKED : Outcome.CTA_CLICKED);
        }
        return formAbandoned ? Optional.of(Outcome.ABANDONED) : Optional.empty();
    }
}
