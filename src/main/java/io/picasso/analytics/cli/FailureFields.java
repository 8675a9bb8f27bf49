package io.picasso.analytics.cli;

import io.picasso.analytics.failure.Failure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A failure inside an answer that tells what was done before it. */
final class FailureFields {
    private FailureFields() {}

    static @Nullable Map<String, Object> of(Optional<Failure> failure) {
        if (failure.isEmpty()) {
            return null;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("code", failure.get().code().id());
        fields.put("what", failure.get().what());
        fields.put("where", failure.get().where().orElse(null));
        fields.put("why", failure.get().why().orElse(null));
        fields.put("next", failure.get().next());
        return fields;
    }
}
