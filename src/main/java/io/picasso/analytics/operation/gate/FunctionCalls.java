package io.picasso.analytics.operation.gate;

import io.picasso.analytics.event.Reading;
import io.picasso.analytics.json.JsonMembers;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.operation.ingest.IsolationProbe;
import io.picasso.analytics.port.FunctionControl;
import io.picasso.analytics.port.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls the processor's function with messages as the queue would, and reads what the call's log says. */
final class FunctionCalls {
    private static final Pattern DURATION = Pattern.compile("REPORT RequestId: \\S+\\s+Duration: ([0-9.]+) ms");

    /**
     * What came of a call.
     *
     * @param failed whether the call itself failed
     * @param failedMessages messages that have to come again
     * @param milliseconds how long it took by Lambda's report; empty where the log has none
     * @param tables milliseconds of them spent on the tables, by the function's own report
     * @param deferred events whose tables are behind
     * @param errors what the log says at the level ERROR
     * @param troubles what it says at the level WARN
     */
    record Called(
            boolean failed,
            int failedMessages,
            OptionalDouble milliseconds,
            OptionalDouble tables,
            int deferred,
            List<String> errors,
            List<String> troubles) {}

    private final FunctionControl control;
    private final JsonParser parser;
    private final String function;

    FunctionCalls(FunctionControl control, JsonParser parser, String function) {
        this.control = control;
        this.parser = parser;
        this.function = function;
    }

    Called call(ProbeSession probe) {
        return called(probe, new JsonMembers());
    }

    /** The same with session tables that are not there, for this call alone. */
    Called callIsolated(ProbeSession probe) {
        return called(probe, new JsonMembers().put(IsolationProbe.MEMBER, IsolationProbe.VALUE));
    }

    private Called called(ProbeSession probe, JsonMembers event) {
        List<JsonObject> records = new ArrayList<>();
        for (int i = 0; i < probe.wires().size(); i++) {
            records.add(new JsonMembers()
                    .put("messageId", probe.session() + "-" + i)
                    .put("body", probe.wires().get(i))
                    .put("attributes", new JsonMembers())
                    .put("messageAttributes", new JsonMembers())
                    .put("eventSource", "aws:sqs")
                    .object());
        }
        event.put("Records", records);
        FunctionControl.Answer answer =
                control.invoke(function, JsonText.compact(event.object()).getBytes(StandardCharsets.UTF_8));
        return read(answer);
    }

    private Called read(FunctionControl.Answer answer) {
        OptionalDouble tables = OptionalDouble.empty();
        int deferred = 0;
        List<String> errors = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        for (String line : answer.log().lines().toList()) {
            Optional<JsonObject> entry = object(line);
            if (entry.isEmpty()) {
                continue;
            }
            String level = entry.get().text("level").orElse("");
            String message = entry.get().text("message").orElse("")
                    + entry.get().text("why").map(why -> ": " + why).orElse("");
            if (level.equals("ERROR")) {
                errors.add(message);
            } else if (level.equals("WARN")) {
                troubles.add(message);
            } else if (message.equals("processed")) {
                tables = number(entry.get(), "TableOverheadMilliseconds");
                deferred += (int) number(entry.get(), "Deferred").orElse(0);
            }
        }
        if (answer.failed()) {
            errors.add(answer.text());
        }
        Matcher duration = DURATION.matcher(answer.log());
        return new Called(
                answer.failed(),
                failedMessages(answer),
                duration.find() ? OptionalDouble.of(Double.parseDouble(duration.group(1))) : OptionalDouble.empty(),
                tables,
                deferred,
                errors,
                troubles);
    }

    private int failedMessages(FunctionControl.Answer answer) {
        return object(answer.text())
                .flatMap(object -> object.get("batchItemFailures"))
                .filter(JsonArray.class::isInstance)
                .map(list -> ((JsonArray) list).elements().size())
                .orElse(0);
    }

    private static OptionalDouble number(JsonObject object, String name) {
        return object.get(name).orElse(object) instanceof JsonNumber number
                ? number.decimal().stream()
                        .mapToDouble(decimal -> decimal.doubleValue())
                        .findFirst()
                : OptionalDouble.empty();
    }

    private Optional<JsonObject> object(String text) {
        return parser.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof Reading.Accepted<JsonValue> accepted
                        && accepted.value() instanceof JsonObject object
                ? Optional.of(object)
                : Optional.empty();
    }
}
