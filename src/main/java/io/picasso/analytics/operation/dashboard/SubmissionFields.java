package io.picasso.analytics.operation.dashboard;

import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue.JsonNull;
import io.picasso.analytics.port.FormSubmissions.Submission;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The visitor behind a submission, out of its contact or, where it has none, out of the answers whose labels say so.
 *
 * @param name {@code Anonymous} where there is none
 * @param email empty text where there is none, as the others
 */
record SubmissionFields(String name, String email, String phone, String comments) {
    private static final String NOBODY = "Anonymous";

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("MMM d", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    static SubmissionFields of(Submission submission) {
        return new SubmissionFields(
                contact(submission, "full_name")
                        .or(() -> joined(contact(submission, "first_name"), contact(submission, "last_name")))
                        .or(() -> answer(submission, "full name", "full_name", "name"))
                        .or(() -> joined(
                                answer(submission, "first name", "first_name"),
                                answer(submission, "last name", "last_name")))
                        .orElse(NOBODY),
                contact(submission, "email")
                        .or(() -> answer(submission, "email", "e-mail", "email address"))
                        .orElse(""),
                contact(submission, "phone")
                        .or(() -> answer(submission, "phone", "phone number", "phone_number"))
                        .orElse(""),
                submission
                        .comments()
                        .or(() -> answer(submission, "comments", "comment", "message"))
                        .orElse(""));
    }

    private static Optional<String> contact(Submission submission, String name) {
        return submission.contact().text(name).filter(text -> !text.isBlank());
    }

    private static Optional<String> joined(Optional<String> first, Optional<String> last) {
        String both = (first.orElse("") + " " + last.orElse("")).strip();
        return both.isEmpty() ? Optional.empty() : Optional.of(both);
    }

    /** The first of these labels that was answered. */
    private static Optional<String> answer(Submission submission, String... labels) {
        return Stream.of(labels)
                .flatMap(label -> submission.answers().entrySet().stream()
                        .filter(entry -> entry.getKey().strip().equalsIgnoreCase(label))
                        .map(entry -> entry.getValue().strip()))
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    /** What every answer about a submission begins with. How long somebody took was never written down. */
    static JsonMembers head(Submission submission) {
        return new JsonMembers()
                .put("submission_id", submission.id())
                .put("session_id", submission.sessionId())
                .put("form_id", submission.formId())
                .put("form_label", submission.formTitle())
                .put("submitted_at", submission.submittedAt())
                .put("submitted_date", UtcTime.parse(submission.submittedAt()).map(DAY::format))
                .put("duration_seconds", JsonNull.NULL)
                .put(
                        "fields_completed",
                        submission.answers().values().stream()
                                .filter(text -> !text.isBlank())
                                .count());
    }
}
