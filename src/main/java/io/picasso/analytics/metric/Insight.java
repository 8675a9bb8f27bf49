package io.picasso.analytics.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Why people may stop at a field, and what to do about it, by the words of its id and label. */
enum Insight {
    SCREENING(
            "A background check makes people hesitate.",
            "Say what is checked and why, and ask for it after the form is sent.",
            "background",
            "check",
            "screening"),
    PHONE(
            "Many do not want to be called.",
            "Make the phone number optional, or say when it is used.",
            "phone",
            "tel",
            "telephone",
            "mobile",
            "cell"),
    EMAIL(
            "An e-mail address is given only with trust.",
            "Say what will be sent, and that it is not passed on.",
            "email",
            "e-mail"),
    ADDRESS(
            "An address takes long to type and feels private.",
            "Ask for the postal code only, or offer completion.",
            "address",
            "street",
            "city",
            "zip",
            "postal"),
    IDENTITY(
            "Numbers of identity or tax are the most sensitive of all.",
            "Ask for them later, in a protected place, or not at all.",
            "ssn",
            "social security",
            "tax",
            "ein"),
    REFERENCE(
            "References have to be looked up first.",
            "Let people send them later.",
            "reference",
            "referral",
            "recommend"),
    AGE(
            "Not everybody wants to tell the age.",
            "Ask for a range, or whether somebody is of age.",
            "age",
            "birth",
            "birthday",
            "dob"),
    CONSENT(
            "Terms are long, and nobody wants to agree unread.",
            "Put a short summary beside the consent.",
            "consent",
            "agree",
            "terms",
            "policy"),
    OTHER(
            "People stop here more often than at other fields.",
            "See whether the field is needed, and say why it is asked for.");

    /** Shorter words only count as whole ones: there is "age" in "message" and "tel" in "hotel". */
    private static final int SHORT = 5;

    private final String text;
    private final String recommendation;
    private final List<Pattern> words;

    Insight(String text, String recommendation, String... words) {
        this.text = text;
        this.recommendation = recommendation;
        this.words = Arrays.stream(words).map(Insight::pattern).toList();
    }

    private static Pattern pattern(String word) {
        return word.length() > SHORT
                ? Pattern.compile(Pattern.quote(word))
                : Pattern.compile("(?<![a-z])" + Pattern.quote(word) + "(?![a-z])");
    }

    String text() {
        return text;
    }

    String recommendation() {
        return recommendation;
    }

    /** The first whose words are in a text; {@link #OTHER} where none is. */
    static Insight of(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(insight -> insight.words.stream()
                        .anyMatch(word -> word.matcher(lower).find()))
                .findFirst()
                .orElse(OTHER);
    }
}
