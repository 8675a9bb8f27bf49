package io.picasso.analytics.local.lambda;

import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonArray;
import io.picasso.analytics.json.JsonValue.JsonNull;
import io.picasso.analytics.json.JsonValue.JsonObject;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What a function says of a batch, by the rules of "Reporting batch item failures" in Lambda's manual. */
final class BatchAnswer {
    private BatchAnswer() {}

    /**
     * The ids of the messages that have to come again.
     *
     * @param answer the function's answer
     * @param batch the ids of the batch
     * @return none when all are done; all of them when the answer cannot be understood, or names one that was not in it
     */
    static Set<String> failed(Optional<JsonValue> answer, Set<String> batch) {
        if (answer.isEmpty()) {
            return batch;
        }
        if (answer.get() instanceof JsonNull) {
            return Set.of();
        }
        if (!(answer.get() instanceof JsonObject object)) {
            return batch;
        }
        JsonValue failures = object.get("batchItemFailures").orElse(JsonNull.NULL);
        if (failures instanceof JsonNull) {
            return Set.of();
        }
        if (!(failures instanceof JsonArray list)) {
            return batch;
        }
        Set<String> failed = new HashSet<>();
        for (JsonValue failure : list.elements()) {
            Optional<String> id = failure instanceof JsonObject item ? item.text("itemIdentifier") : Optional.empty();
            if (id.isEmpty() || !batch.contains(id.get())) {
                return batch;
            }
            failed.add(id.get());
        }
        return failed;
    }
}
