package io.picasso.analytics.metric;

import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.session.SessionSummary;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How often sessions began with the same question. What is asked again stands once, so the size is that of the different
 * questions.
 */
public final class QuestionCounts implements Facts {
    /** Characters by which questions are told apart. */
    public static final int LENGTH = 100;

    /** The most questions an answer has. */
    public static final int MOST = 10;

    /** Texts in the order of their code points, as every engine has it; Java's own differs beyond the first 65,536. */
    static final Comparator<String> BY_CODE_POINT = (one, other) -> {
        int at = 0;
        while (at < one.length() && at < other.length() && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        if (at == one.length() || at == other.length()) {
            return Integer.compare(one.length(), other.length());
        }
        if (at > 0 && Character.isHighSurrogate(one.charAt(at - 1))) {
            at--;
        }
        return Integer.compare(one.codePointAt(at), other.codePointAt(at));
    };

    private final Map<String, Long> counts = new HashMap<>();
    private long sessions;

    /** The question as it is counted: without white space around it, and cut; empty where nothing is left. */
    public static Optional<String> counted(String question) {
        String text = question.strip();
        int end = text.codePointCount(0, text.length()) <= LENGTH ? text.length() : text.offsetByCodePoints(0, LENGTH);
        return text.isEmpty() ? Optional.empty() : Optional.of(text.substring(0, end));
    }

    /** Adds a session, with a question or without. */
    public void add(SessionSummary session) {
        sessions++;
        session.firstQuestion().flatMap(QuestionCounts::counted).ifPresent(text -> add(text, 1));
    }

    /** Adds sessions without saying what they asked. */
    public void addSessions(long more) {
        sessions += more;
    }

    /** Adds a question that is already counted. */
    public void add(String question, long count) {
        counts.merge(question, count, Long::sum);
    }

    /** Adds what others have seen. */
    public void merge(QuestionCounts others) {
        sessions += others.sessions;
        others.counts.forEach(this::add);
    }

    /** The most frequent, then in the order of the texts; shares are of all sessions, also those that asked nothing. */
    JsonObject top(int limit) {
        List<JsonObject> questions = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry::getKey, BY_CODE_POINT))
                .limit(limit)
                .map(entry -> new JsonMembers()
                        .put("question_text", entry.getKey())
                        .put("count", entry.getValue())
                        .put("percentage", Decimals.json(Decimals.percent(entry.getValue(), sessions, 1)))
                        .object())
                .toList();
        return new JsonMembers()
                .put("questions", questions)
                .put("total_questions", sessions)
                .object();
    }
}
