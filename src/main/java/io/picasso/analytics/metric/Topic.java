package io.picasso.analytics.metric;

import java.util.List;
import java.util.Locale;

/** What a question is about, by the first word that is found in it. */
enum Topic {
    VOLUNTEER("Volunteer", "volunteer"),
    DONATION("Donation", "donate", "donation"),
    EVENTS("Events", "event", "gathering"),
    SERVICES("Services", "service", "help"),
    SUPPLIES("Supplies", "supplies", "request"),
    GENERAL("General", "");

    private final String label;
    private final List<String> words;

    Topic(String label, String... words) {
        this.label = label;
        this.words = List.of(words);
    }

    /** The name in answers. */
    String label() {
        return label;
    }

    /** The topic of a question; {@link #GENERAL} where none of the words is in it. */
    static Topic of(String question) {
        String text = question.toLowerCase(Locale.ROOT);
        for (Topic topic : values()) {
            if (topic.words.stream().anyMatch(text::contains)) {
                return topic;
            }
        }
        return GENERAL;
    }
}
