package io.picasso.analytics.local.lambda;

import io.picasso.analytics.json.JsonValue.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * A function at one moment.
 *
 * @param revision another one after every change
 * @param modified when it was changed last
 */
record FunctionState(
        String name, Configuration configuration, Code code, Status status, String revision, Instant modified) {
    private static final DateTimeFormatter MODIFIED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);

    static FunctionState created(String name, Configuration configuration, Code code) {
        return new FunctionState(name, configuration, code, Status.PENDING, newRevision(), Instant.now());
    }

    FunctionState changed(Configuration other) {
        return new FunctionState(name, other, code, status.updating(), newRevision(), Instant.now());
    }

    FunctionState changed(Code other) {
        return new FunctionState(name, configuration, other, status.updating(), newRevision(), Instant.now());
    }

    /** The same when what was under way has come to its end; Lambda gives that a revision too. */
    FunctionState settled(Status now) {
        return new FunctionState(name, configuration, code, now, newRevision(), modified);
    }

    private static String newRevision() {
        return UUID.randomUUID().toString();
    }

    /** The form of {@code GetFunctionConfiguration}, which is also that of the file. */
    JsonObject json() {
        Fields fields = new Fields().put("FunctionName", name).put("FunctionArn", Arn.of(name));
        configuration.write(fields);
        fields.put("CodeSize", code.bytes())
                .put("CodeSha256", code.sha256())
                .put("LastModified", MODIFIED.format(modified))
                .put("Version", "$LATEST")
                .put("PackageType", "Zip")
                .put("TracingConfig", new Fields().put("Mode", "PassThrough").object())
                .put("Architectures", Fields.strings(java.util.List.of(architecture())))
                .put("RevisionId", revision);
        status.write(fields);
        return fields.object();
    }

    /** Reads the form of the file. Something that was under way when the stack ended is done. */
    static FunctionState read(JsonObject json) {
        return new FunctionState(
                text(json, "FunctionName"),
                Configuration.of(json),
                new Code(
                        text(json, "CodeSha256"),
                        Fields.number(json, "CodeSize").orElse(0)),
                Status.ACTIVE,
                text(json, "RevisionId"),
                Instant.from(MODIFIED.parse(text(json, "LastModified"))));
    }

    private static String text(JsonObject json, String member) {
        return json.text(member).orElseThrow(() -> new IllegalStateException("no " + member + " in the file"));
    }

    private static String architecture() {
        return System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "x86_64";
    }
}
