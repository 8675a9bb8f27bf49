package io.picasso.analytics.operation.dashboard;

import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.port.FormSubmissions;
import io.picasso.analytics.port.FormSubmissions.Submission;
import io.picasso.analytics.session.SessionRange;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What visitors filled in, a page at a time. Of their personal data a row has what its column shows, and no more. */
public final class FormRoutes implements RouteGroup {
    private static final int USUAL_LIMIT = 25;
    private static final int MAX_LIMIT = 100;
    private static final int MAX_PAGE = 1_000_000;
    private static final int MAX_SEARCH = 200;
    private static final Pattern FORM_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private final FormSubmissions submissions;

    public FormRoutes(FormSubmissions submissions) {
        this.submissions = submissions;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get(
                        "/forms/submissions",
                        this::submissions,
                        "range",
                        "start_date",
                        "end_date",
                        "form_id",
                        "page",
                        "limit",
                        "search")
                .needing(Feature.DASHBOARD_FORMS));
    }

    private JsonObject submissions(ApiRequest request) {
        SessionRange range = request.range();
        int page = request.number("page", 1, 1, MAX_PAGE);
        int limit = request.number("limit", USUAL_LIMIT, 1, MAX_LIMIT);
        Optional<String> form = request.parameter("form_id");
        if (form.filter(id -> !FORM_ID.matcher(id).matches()).isPresent()) {
            throw Refusal.badRequest("Invalid form_id format");
        }
        Optional<String> search = request.parameter("search").map(text -> text.toLowerCase(Locale.ROOT));
        if (search.filter(text -> text.length() > MAX_SEARCH).isPresent()) {
            throw Refusal.badRequest("Invalid search: at most " + MAX_SEARCH + " characters");
        }
        long first = (page - 1L) * limit;
        long total = 0;
        List<JsonObject> shown = new ArrayList<>();
        Iterator<Submission> all = submissions.newestFirst(request.tenant().id(), range.from(), range.before());
        while (all.hasNext()) {
            Submission submission = all.next();
            if (matches(submission, form, search)) {
                if (total >= first && shown.size() < limit) {
                    shown.add(row(submission));
                }
                total++;
            }
        }
        long pages = (total + limit - 1) / limit;
        return request.answerOver(range)
                .put("submissions", shown)
                .put(
                        "pagination",
                        new JsonMembers()
                                .put("total_count", total)
                                .put("page", page)
                                .put("limit", limit)
                                .put("total_pages", pages)
                                .put("has_next_page", page < pages)
                                .put("has_previous_page", page > 1))
                .put("source", SessionBody.SOURCE)
                .object();
    }

    private static boolean matches(Submission submission, Optional<String> form, Optional<String> search) {
        return form.filter(id -> !id.equals(submission.formId())).isEmpty()
                && search.map(text -> searched(submission).contains(text)).orElse(true);
    }

    private static String searched(Submission submission) {
        SubmissionFields fields = SubmissionFields.of(submission);
        return (fields.name() + " " + fields.email() + " " + submission.formTitle()).toLowerCase(Locale.ROOT);
    }

    private static JsonObject row(Submission submission) {
        SubmissionFields fields = SubmissionFields.of(submission);
        return SubmissionFields.head(submission)
                .put(
                        "fields",
                        new JsonMembers()
                                .put("name", fields.name())
                                .put("email", fields.email())
                                .put("phone", fields.phone())
                                .put("comments", fields.comments()))
                .object();
    }
}
