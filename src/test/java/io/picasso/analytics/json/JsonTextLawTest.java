package io.picasso.analytics.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.law.Cases;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.law.RandomJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextLawTest {
    @Test
    void whatIsWrittenIsReadAsTheSameValue() {
        Cases.forAll(500, random -> {
            JsonValue value = Core.json(RandomJson.write(RandomJson.object(random, 4), random));

            assertThat(Core.json(JsonText.compact(value))).isEqualTo(value);
        });
    }

    @Test
    void theLongestFormIsNoShorterThanTheWrittenOne() {
        Cases.forAll(500, random -> {
            JsonValue value = Core.json(RandomJson.write(RandomJson.object(random, 4), random));

            assertThat(JsonText.longest(value)).isGreaterThanOrEqualTo(bytes(value));
        });
    }

    @Test
    void escapesAtEitherEndAndBesideEachOtherAreWritten() {
        StringBuilder out = new StringBuilder();

        JsonText.quote("\"a\\\n\u0001b\t\"", out);

        assertThat(out).hasToString("\"\\\"a\\\\\\n\\u0001b\\t\\\"\"");
    }

    @Test
    void theLongestFormHoldsForTextThatIsAllEscapesAndForSmallValues() {
        for (String text : new String[] {
            "{}", "[]", "[false,true,null]", "[[],{}]", "{\"\":\"\"}", "{\"\\u0001\":{\"\\u0002\":-1e-9}}"
        }) {
            JsonValue value = Core.json(text);
            assertThat(JsonText.longest(value)).as(text).isGreaterThanOrEqualTo(bytes(value));
        }
        JsonValue controls = new JsonObject(Map.of("\u0000", new JsonString("\u0001".repeat(100))));
        assertThat(JsonText.longest(controls)).isGreaterThanOrEqualTo(bytes(controls));
    }

    private static int bytes(JsonValue value) {
        return JsonText.compact(value).getBytes(StandardCharsets.UTF_8).length;
    }
}
