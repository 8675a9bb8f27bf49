package io.picasso.analytics.sample;

import io.picasso.analytics.event.EventType;
import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.sample.Dialog.Speaker;
import io.picasso.analytics.sample.Dialog.Utterance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays a conversation as a visitor's session: what the visitor says is MESSAGE_SENT, what the assistant says
 * MESSAGE_RECEIVED with the same step number, and each call the assistant made is something clicked or a form filled.
 */
public final class ConversationScript {
    private static final int PREVIEW_LENGTH = 500;

    private final Dialog dialog;
    private final SessionLog log;
    private final CallScript calls;
    private int turn;

    private ConversationScript(Dialog dialog, SessionLog log) {
        this.dialog = dialog;
        this.log = log;
        this.calls = new CallScript(dialog.conversationId(), log);
    }

    /**
     * The session's events in the order of the clock.
     *
     * @param start when the session begins; whole milliseconds are used
     */
    public static List<SampleEvent> events(Dialog dialog, Tenant tenant, Instant start, SessionId session) {
        SessionLog log = new SessionLog(tenant, session, dialog.conversationId(), start);
        new ConversationScript(dialog, log).play();
        return log.events();
    }

    /** A session id as the widget makes them, {@code sess_{millis base36}_{6 base36}}. */
    public static SessionId sessionId(Dialog dialog, Instant start) {
        return new SessionId("sess_" + Long.toString(start.toEpochMilli(), 36) + "_"
                + Choice.base36(6, "session", dialog.conversationId()));
    }

    private void play() {
        open();
        List<String> waiting = new ArrayList<>();
        for (Utterance utterance : dialog.utterances()) {
            if (utterance.speaker() == Speaker.USER) {
                waiting.forEach(calls::make);
                waiting.clear();
                sent(utterance);
            } else {
                received(utterance);
            }
            waiting.addAll(utterance.apiCalls());
            if (utterance.speaker() == Speaker.ASSISTANT) {
                waiting.forEach(calls::make);
                waiting.clear();
            }
        }
        waiting.forEach(calls::make);
        calls.leave();
    }

    private void open() {
        log.nextStep();
        if (Choice.below(8, "open", dialog.conversationId()) == 0) {
            log.add(new EventType("CHAT_OPENED"), new Members().object());
            return;
        }
        String[] triggers = {"button", "callout", "auto"};
        log.add(
                new EventType("WIDGET_OPENED"),
                new Members()
                        .text("trigger", triggers[Choice.below(3, "trigger", dialog.conversationId())])
                        .object());
    }

    private void sent(Utterance utterance) {
        turn++;
        log.nextStep();
        log.pass(Duration.ofMillis(2_000L + 60L * utterance.text().length() + choice(5_000, "typing", utterance)));
        log.add(EventType.MESSAGE_SENT, message(utterance).object());
    }

    private void received(Utterance utterance) {
        Members payload = message(utterance);
        long responseTime = responseTimeMs(utterance);
        if (choice(25, "untimed", utterance) != 0) {
            payload.number("response_time_ms", responseTime);
        }
        log.pass(Duration.ofMillis(Math.max(1_000, responseTime)));
        log.add(EventType.MESSAGE_RECEIVED, payload.object());
    }

    private Members message(Utterance utterance) {
        return new Members()
                .text("content_preview", preview(utterance.text()))
                .number("content_length", utterance.text().length())
                .number("step_number", turn);
    }

    /** Mostly some seconds; now and then a clock that did not run, or an answer that took a minute and more. */
    private long responseTimeMs(Utterance utterance) {
        return switch (choice(30, "odd", utterance)) {
            case 0 -> 0;
            case 1 -> 60_000;
            case 2 -> 60_001 + choice(60_000, "slow", utterance);
            default -> 300 + 8L * utterance.text().length() + choice(4_000, "time", utterance);
        };
    }

    private int choice(int bound, String what, Utterance utterance) {
        return Choice.below(
                bound, what, dialog.conversationId(), Integer.toString(utterance.index()), utterance.text());
    }

    private static String preview(String text) {
        if (text.length() <= PREVIEW_LENGTH) {
            return text;
        }
        boolean inPair = Character.isHighSurrogate(text.charAt(PREVIEW_LENGTH - 1));
        return text.substring(0, inPair ? PREVIEW_LENGTH - 1 : PREVIEW_LENGTH);
    }
}
