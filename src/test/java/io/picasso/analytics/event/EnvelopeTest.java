package io.picasso.analytics.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.law.Core;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"batch\":true,\"events\":[1,2]}",
                "{\"batch\":1,\"events\":[1,2]}",
                "{\"batch\":\"yes\",\"events\":[1,2]}",
                "{\"events\":[1,2],\"batch\":{\"x\":0}}"
            })
    void aBatchIsItsEventsInTheirOrder(String text) {
        assertThat(Core.accepted(Envelope.open(Core.json(text))))
                .containsExactly(new JsonNumber("1"), new JsonNumber("2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"batch\":false,\"events\":[1]}",
                "{\"batch\":0,\"events\":[1]}",
                "{\"batch\":0.0,\"events\":[1]}",
                "{\"batch\":\"\",\"events\":[1]}",
                "{\"batch\":null,\"events\":[1]}",
                "{\"batch\":[],\"events\":[1]}",
                "{\"events\":[1]}"
            })
    void anythingElseIsOneEvent(String text) {
        JsonValue value = Core.json(text);

        assertThat(Core.accepted(Envelope.open(value))).containsExactly(value);
    }

    @Test
    void anEmptyBatchHasNoEvents() {
        assertThat(Core.accepted(Envelope.open(Core.json("{\"batch\":true}")))).isEmpty();
        assertThat(Core.accepted(Envelope.open(Core.json("{\"batch\":true,\"events\":[]}"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "\"[]\"", "5", "true"})
    void aBatchWhoseEventsAreNoArrayIsRejected(String events) {
        assertThat(Core.rejected(Envelope.open(Core.json("{\"batch\":true,\"events\":" + events + "}"))))
                .isEqualTo(RejectionReason.INVALID_BATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{}]", "null", "5", "\"{}\"", "true"})
    void aBodyThatIsNoObjectIsRejected(String text) {
        assertThat(Core.rejected(Envelope.open(Core.json(text)))).isEqualTo(RejectionReason.NOT_AN_OBJECT);
    }

    @Test
    void anAbsurdExponentIsNotWorkedOut() {
        JsonValue value = Core.json("{\"batch\":1e999999999,\"events\":[]}");

        assertThat(Core.accepted(Envelope.open(value))).isEmpty();
    }
}
