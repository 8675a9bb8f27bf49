package io.picasso.analytics.adapter.json;

import static io.picasso.analytics.event.RejectionReason.INVALID_UTF8;
import static io.picasso.analytics.event.RejectionReason.MALFORMED_JSON;
import static io.picasso.analytics.event.RejectionReason.NESTED_TOO_DEEP;
import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.Reading;
import io.picasso.analytics.event.RejectionReason;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonNumber;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import io.picasso.analytics.law.Cases;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.law.RandomJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JacksonParserTest {
    private static final JacksonParser PARSER = new JacksonParser();

    @Test
    void numbersAndMemberOrderAreKeptAsTheyCame() {
        String text = "{\"b\":1.0,\"a\":1e3,\"c\":[-0,1E400,12345678901234567890],\"d\":null,\"e\":true}";

        assertThat(JsonText.compact(Core.json(text))).isEqualTo(text);
    }

    @Test
    void ofAMemberWrittenTwiceTheLastCounts() {
        assertThat(Core.object("{\"a\":1,\"a\":2}").get("a")).contains(new JsonNumber("2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" {}\n", "\t5 ", "\"x\"", "null", "[]", "\uFEFF{}"})
    void oneValueWithWhiteSpaceAroundItIsRead(String text) {
        assertThat(parse(text)).isInstanceOf(Reading.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[1",
                "[1,",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "\"abc",
                "\"\\",
                "{}{}",
                "{} x",
                "5 6",
                "{\"a\":1}]",
                "{a:1}",
                "{'a':1}",
                "[1,]",
                "{\"a\":1,}",
                "01",
                "+1",
                ".5",
                "1.",
                "1e",
                "--1",
                "NaN",
                "Infinity",
                "-Infinity",
                "tru",
                "nul",
                "undefined",
                "// x\n{}",
                "\"\n\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\u0000",
                "{}\u0000",
                "<xml/>",
                "}"
            })
    void whatIsNotOneJsonValueIsMalformed(String text) {
        assertThat(rejected(text)).isEqualTo(MALFORMED_JSON);
    }

    @Test
    void sixtyFourLevelsAreReadAndOneMoreIsNot() {
        assertThat(parse("[".repeat(64) + "]".repeat(64))).isInstanceOf(Reading.Accepted.class);
        assertThat(parse("{\"a\":".repeat(64) + "1" + "}".repeat(64))).isInstanceOf(Reading.Accepted.class);
        assertThat(rejected("[".repeat(65) + "]".repeat(65))).isEqualTo(NESTED_TOO_DEEP);
        assertThat(rejected("{\"a\":".repeat(65) + "1" + "}".repeat(65))).isEqualTo(NESTED_TOO_DEEP);
        assertThat(rejected("[".repeat(500_000))).isEqualTo(NESTED_TOO_DEEP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\ud800x\"",
                "\"\\udc00\\ud800\"",
                "\"\\ud83d\\ud83d\\ude00\"",
                "{\"a\":[\"\\udfff\"]}"
            })
    void halfASurrogatePairIsRejected(String text) {
        assertThat(rejected(text)).isEqualTo(INVALID_UTF8);
    }

    @Test
    void halfASurrogatePairInANameIsRejectedToo() {
        assertThat(parse("{\"\\ud800\":1}")).isInstanceOf(Reading.Rejected.class);
        assertThat(parse("{\"x\\udc00y\":1}")).isInstanceOf(Reading.Rejected.class);
    }

    @Test
    void aWholePairIsRead() {
        assertThat(Core.json("\"\\ud83d\\ude00\"")).isEqualTo(new JsonString("😀"));
        assertThat(Core.object("{\"\\ud83d\\ude00\":1}").get("😀")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "22 ff 22",
                "22 80 22",
                "22 c3 22",
                "22 c3 28 22",
                "22 e2 82 22",
                "22 f0 9f 98 22",
                "22 c0 af 22",
                "22 c0 80 22",
                "22 e0 80 af 22",
                "22 f4 90 80 80 22",
                "22 f8 88 80 80 80 22",
                "22 ed a0 80 22",
                "22 ed a0 bd ed b8 80 22",
                "7b 22 c0 af 22 3a 31 7d",
                "ff",
                "ff fe 7b 00 7d 00"
            })
    void bytesThatAreNotUtf8AreRejected(String hex) {
        byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hex);

        assertThat(Core.rejected(PARSER.parse(bytes))).isEqualTo(INVALID_UTF8);
    }

    @Test
    void otherEncodingsAreNotGuessed() {
        assertThat(Core.rejected(PARSER.parse("{}".getBytes(StandardCharsets.UTF_16LE))))
                .isEqualTo(MALFORMED_JSON);
        assertThat(Core.rejected(PARSER.parse("{}".getBytes(StandardCharsets.UTF_16BE))))
                .isEqualTo(MALFORMED_JSON);
    }

    @Test
    void absurdNumbersAreReadAsTextAndAnAbsurdlyLongOneIsNot() {
        assertThat(Core.json("1e999999999")).isEqualTo(new JsonNumber("1e999999999"));
        assertThat(new JsonNumber("1e999999999").decimal()).isEmpty();
        assertThat(new JsonNumber("1e99999999999").decimal()).isEmpty();
        assertThat(new JsonNumber("1e300").decimal()).isPresent();
        assertThat(Core.json("9".repeat(1_000))).isEqualTo(new JsonNumber("9".repeat(1_000)));
        assertThat(rejected("9".repeat(1_001))).isEqualTo(MALFORMED_JSON);
        assertThat(rejected("1" + "0".repeat(100_000) + "e1")).isEqualTo(MALFORMED_JSON);
    }

    @Test
    void theDetailNeverQuotesTheText() {
        assertThat(parse("{\"content\":\"secret\" \"secret\"}"))
                .isInstanceOfSatisfying(
                        Reading.Rejected.class,
                        rejected -> assertThat(rejected.detail()).doesNotContain("secret"));
    }

    @Test
    void whatIsReadCanBeWrittenAndReadAgain() {
        Cases.forAll(3_000, random -> {
            Map<String, Object> value = RandomJson.object(random, 4);
            JsonValue read = Core.json(RandomJson.write(value, random));

            assertThat(read).isInstanceOf(JsonObject.class);
            assertThat(Core.json(JsonText.compact(read))).isEqualTo(read);
            assertThat(JsonText.compact(read)).doesNotContain("\n");
        });
    }

    @Test
    void brokenBytesAreRejectedAndNeverThrown() {
        Cases.forAll(20_000, random -> {
            byte[] bytes =
                    RandomJson.write(RandomJson.object(random, 3), random).getBytes(StandardCharsets.UTF_8);
            for (int i = random.nextInt(3); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }

            if (PARSER.parse(bytes) instanceof Reading.Accepted<JsonValue> accepted) {
                assertThat(isUtf8(bytes)).isTrue();
                assertThat(Core.json(JsonText.compact(accepted.value()))).isEqualTo(accepted.value());
            }
        });
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static Reading<JsonValue> parse(String text) {
        return PARSER.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static RejectionReason rejected(String text) {
        return Core.rejected(parse(text));
    }
}
