package io.picasso.analytics.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of "Reporting batch item failures" in Lambda's manual. */
class BatchAnswerTest {
    private static final Set<String> BATCH = Set.of("a", "b", "c");

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"batchItemFailures\":null}", "{\"batchItemFailures\":[]}"})
    void nothingSaidMeansThatAllIsDone(String answer) {
        assertThat(failed(answer)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "\"text\"",
                "[]",
                "{\"batchItemFailures\":\"a\"}",
                "{\"batchItemFailures\":[\"a\"]}",
                "{\"batchItemFailures\":[{\"id\":\"a\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{\"itemIdentifier\":\"stranger\"}]}"
            })
    void whatCannotBeUnderstoodFailsTheWholeBatch(String answer) {
        assertThat(failed(answer)).isEqualTo(BATCH);
    }

    @Test
    void theNamedOnesHaveToComeAgain() {
        assertThat(failed("{\"batchItemFailures\":[{\"itemIdentifier\":\"c\"},{\"itemIdentifier\":\"a\"}]}"))
                .containsExactlyInAnyOrder("a", "c");
    }

    private static Set<String> failed(String answer) {
        Optional<JsonValue> read = new JacksonParser()
                .parse(answer.getBytes(StandardCharsets.UTF_8))
                .either(Optional::of, (reason, detail) -> Optional.empty());
        return BatchAnswer.failed(read, BATCH);
    }
}
