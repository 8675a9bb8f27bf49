package io.picasso.analytics.operation.dashboard;

import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.port.FormSubmissions;
import io.picasso.analytics.port.FormSubmissions.Submission;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Submissions as leads: which is next, one with all it says, and its way through the pipeline. */
public final class LeadRoutes implements RouteGroup {
    private static final int MAX_NOTES = 10_000;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,200}");

    private final FormSubmissions submissions;
    private final LeadChanges changes;
    private final TenantConfigurations configurations;

    public LeadRoutes(FormSubmissions submissions, TenantConfigurations configurations) {
        this.submissions = submissions;
        this.changes = new LeadChanges(submissions);
        this.configurations = configurations;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/leads/queue", this::queue, "status", "current_id").needing(Feature.DASHBOARD_FORMS),
                Route.get("/leads/{lead_id}", this::lead).needing(Feature.DASHBOARD_FORMS),
                Route.patch("/leads/{lead_id}/status", this::status).needing(Feature.DASHBOARD_FORMS),
                Route.patch("/leads/{lead_id}/notes", this::notes).needing(Feature.DASHBOARD_FORMS),
                Route.patch("/leads/{lead_id}/reactivate", this::reactivate).needing(Feature.DASHBOARD_FORMS));
    }

    /** The one after the current; after the last the first again. */
    private JsonObject queue(ApiRequest request) {
        LeadStatus status = status(request.parameter("status").orElse(LeadStatus.NEW.label()));
        List<String> queue = submissions.queue(request.tenant().id(), status.label());
        int current = request.parameter("current_id").map(queue::indexOf).orElse(-1);
        Optional<String> next =
                queue.isEmpty() ? Optional.empty() : Optional.of(queue.get((current + 1) % queue.size()));
        return new JsonMembers()
                .put("next_lead_id", next)
                .put("queue_count", queue.size())
                .put("status", status.label())
                .put("source", SessionBody.SOURCE)
                .object();
    }

    private JsonObject lead(ApiRequest request) {
        Submission lead = submissions.find(request.tenant().id(), id(request)).orElseThrow(LeadChanges::notFound);
        JsonMembers fields = new JsonMembers();
        lead.answers().forEach(fields::put);
        if (lead.answers().isEmpty()) {
            SubmissionFields visitor = SubmissionFields.of(lead);
            fields.put("name", visitor.name())
                    .put("email", visitor.email())
                    .put("phone", visitor.phone())
                    .put("comments", visitor.comments());
        }
        return new JsonMembers()
                .put(
                        "lead",
                        SubmissionFields.head(lead)
                                .put("fields", fields)
                                .put("pipeline_status", lead.status())
                                .put("internal_notes", lead.notes())
                                .put("processed_by", lead.processedBy())
                                .put("contacted_at", lead.contactedAt())
                                .put("archived_at", lead.archivedAt())
                                .put("submission_type", type(lead))
                                .put("program_id", lead.programId())
                                .put("zip_code", lead.zipCode()))
                .put(
                        "tenant_name",
                        configurations
                                .of(request.tenant().id())
                                .displayName()
                                .orElse(request.tenant().id()))
                .put("source", SessionBody.SOURCE)
                .object();
    }

    private static String type(Submission lead) {
        String name = (lead.formId() + " " + lead.formTitle()).toLowerCase(Locale.ROOT);
        if (name.contains("volunteer")) {
            return "volunteer";
        }
        return name.contains("donat") || name.contains("donor") ? "donor" : "general";
    }

    private JsonObject status(ApiRequest request) {
        LeadStatus status = status(text(request.body(), "pipeline_status"));
        changes.move(request.tenant().id(), id(request), status, request.email(), request.now());
        return new JsonMembers()
                .put("submission_id", id(request))
                .put("pipeline_status", status.label())
                .put("updated_at", UtcTime.format(request.now()))
                .object();
    }

    private JsonObject notes(ApiRequest request) {
        String notes = text(request.body(), "internal_notes");
        if (notes.length() > MAX_NOTES) {
            throw Refusal.badRequest("Invalid internal_notes: at most " + MAX_NOTES + " characters");
        }
        changes.note(request.tenant().id(), id(request), notes, request.email(), request.now());
        return new JsonMembers()
                .put("submission_id", id(request))
                .put("internal_notes", notes)
                .put("updated_at", UtcTime.format(request.now()))
                .object();
    }

    private JsonObject reactivate(ApiRequest request) {
        boolean done = changes.reactivate(request.tenant().id(), id(request), request.email(), request.now());
        JsonMembers body = new JsonMembers()
                .put("submission_id", id(request))
                .put(
                        "pipeline_status",
                        done
                                ? LeadStatus.NEW.label()
                                : submissions
                                        .find(request.tenant().id(), id(request))
                                        .orElseThrow(LeadChanges::notFound)
                                        .status())
                .put("reactivated", done);
        if (done) {
            body.put("reactivated_at", UtcTime.format(request.now()));
        }
        return body.put("message", done ? "Lead reactivated" : "Lead is not archived")
                .object();
    }

    private static String id(ApiRequest request) {
        String id = request.segment("lead_id");
        if (!ID.matcher(id).matches()) {
            throw Refusal.badRequest("Invalid lead id format");
        }
        return id;
    }

    private static LeadStatus status(String label) {
        return LeadStatus.parse(label)
                .orElseThrow(() -> Refusal.of(
                        400,
                        new JsonMembers()
                                .put("error", "Invalid status")
                                .texts(
                                        "valid_statuses",
                                        Arrays.stream(LeadStatus.values())
                                                .map(LeadStatus::label)
                                                .toList())));
    }

    private static String text(JsonObject body, String name) {
        JsonValue value = body.get(name).orElseThrow(() -> Refusal.badRequest(name + " is required"));
        if (value instanceof JsonString text) {
            return text.value();
        }
        throw Refusal.badRequest("Invalid " + name + ": must be a string");
    }
}
