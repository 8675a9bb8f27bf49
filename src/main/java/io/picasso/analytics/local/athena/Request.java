package io.picasso.analytics.local.athena;

import io.picasso.analytics.json.JsonValue.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What {@code StartQueryExecution} asks for.
 *
 * @param parameters literals for the statement's question marks
 * @param database the database of names without one
 * @param output the folder for the result, ending in a slash
 * @param reuse how old a result may be that is given again; empty: none is
 * @param token the same token names the same execution; empty: always a new one
 */
record Request(
        String sql,
        List<String> parameters,
        String database,
        S3Location output,
        Optional<Duration> reuse,
        Optional<String> token) {
    private static final String WORKGROUP = "primary";
    private static final String DEFAULT_DATABASE = "default";

    /** Reads the call's body. */
    static Request of(JsonObject body) {
        String workgroup = body.text("WorkGroup").orElse(WORKGROUP);
        if (!workgroup.equals(WORKGROUP)) {
            throw AthenaRefusal.invalid("WorkGroup " + workgroup + " is not found.");
        }
        String output = JsonFields.object(body, "ResultConfiguration")
                .text("OutputLocation")
                .orElseThrow(() -> AthenaRefusal.invalid("No output location provided. An output location is required"
                        + " either through the Workgroup result configuration setting or as an API input."));
        JsonObject reuse =
                JsonFields.object(JsonFields.object(body, "ResultReuseConfiguration"), "ResultReuseByAgeConfiguration");
        return new Request(
                JsonFields.text(body, "QueryString"),
                JsonFields.texts(body, "ExecutionParameters"),
                JsonFields.object(body, "QueryExecutionContext")
                        .text("Database")
                        .orElse(DEFAULT_DATABASE)
                        .toLowerCase(java.util.Locale.ROOT),
                S3Location.of(output.endsWith("/") ? output : output + "/"),
                JsonFields.flag(reuse, "Enabled")
                        ? Optional.of(Duration.ofMinutes(
                                JsonFields.number(reuse, "MaxAgeInMinutes").orElse(60)))
                        : Optional.empty(),
                body.text("ClientRequestToken"));
    }

    /** Whether the other asks the same question, wherever its answer goes. */
    boolean asksTheSameAs(Request other) {
        return sql.equals(other.sql) && parameters.equals(other.parameters) && database.equals(other.database);
    }
}
