package io.picasso.analytics.cli.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whole screens of one answer in every form. */
class OutputTest {
    private static final Answer SESSIONS = new Answer() {
        @Override
        public Map<String, Object> data() {
            return map("tenant", "abc", "sessions", List.of(FIRST, SECOND), "next", null);
        }

        @Override
        public Optional<String> rows() {
            return Optional.of("sessions");
        }

        @Override
        public void draw(Screen screen) {
            screen.table(List.of("SESSION", "EVENTS"), List.of(List.of("s-1", "12"), List.of("s-2", "3")), "EVENTS");
        }
    };

    private static final Map<String, Object> FIRST = map(
            "id", "s-1", "events", 12, "mean_ms", 12345678.5, "big", 1e21, "ok", true, "form", null, "tags", List.of());
    private static final Map<String, Object> SECOND = map(
            "id",
            "say \"hi\", 😀\nthere",
            "events",
            9_007_199_254_740_993L,
            "mean_ms",
            new BigDecimal("1E+3"),
            "big",
            Double.NaN,
            "ok",
            false,
            "extra",
            map("a", 1));

    private static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private static String printed(Output output, Answer answer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        output.print(answer, out);
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String selected(Output output, String query) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        output.printSelected(Query.parse(query).select(SESSIONS.data()), out);
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Output table() {
        return new ScreenOutput(out -> new TerminalScreen(out, 80, true, false));
    }

    @Test
    void json() {
        assertThat(printed(new JsonOutput(), SESSIONS)).isEqualTo("""
                {
                  "tenant": "abc",
                  "sessions": [
                    {
                      "id": "s-1",
                      "events": 12,
                      "mean_ms": 12345678.5,
                      "big": 1000000000000000000000,
                      "ok": true,
                      "form": null,
                      "tags": []
                    },
                    {
                      "id": "say \\"hi\\", 😀\\nthere",
                      "events": 9007199254740993,
                      "mean_ms": 1000,
                      "big": null,
                      "ok": false,
                      "extra": {
                        "a": 1
                      }
                    }
                  ],
                  "next": null
                }
                """);
    }

    @Test
    void ndjson() {
        assertThat(printed(new NdjsonOutput(), SESSIONS)).isEqualTo("""
                {"id":"s-1","events":12,"mean_ms":12345678.5,"big":1000000000000000000000,"ok":true,"form":null,"tags":[]}
                {"id":"say \\"hi\\", 😀\\nthere","events":9007199254740993,"mean_ms":1000,"big":null,"ok":false,"extra":{"a":1}}
                """);
    }

    @Test
    void csv() {
        assertThat(printed(new CsvOutput(), SESSIONS)).isEqualTo("""
                id,events,mean_ms,big,ok,form,tags,extra
                s-1,12,12345678.5,1000000000000000000000,true,,[],
                "say ""hi"", 😀
                there",9007199254740993,1000,,false,,,"{""a"":1}"
                """);
    }

    @Test
    void yaml() throws IOException {
        String text = printed(new YamlOutput(), SESSIONS);

        assertThat(text).isEqualTo("""
                tenant: "abc"
                sessions:
                  - id: "s-1"
                    events: 12
                    mean_ms: 12345678.5
                    big: 1000000000000000000000
                    ok: true
                    form: null
                    tags: []
                  - id: "say \\"hi\\", 😀\\nthere"
                    events: 9007199254740993
                    mean_ms: 1000
                    big: null
                    ok: false
                    extra:
                      a: 1
                next: null
                """);
        assertThat(new ObjectMapper(new YAMLFactory()).readTree(text))
                .isEqualTo(new ObjectMapper().readTree(printed(new JsonOutput(), SESSIONS)));
    }

    @Test
    void tables() {
        assertThat(printed(table(), SESSIONS)).isEqualTo("""
                SESSION  EVENTS
                s-1          12
                s-2           3
                """);
    }

    @Test
    void aSelectedListOfObjectsBecomesATable() {
        assertThat(selected(table(), "sessions[].{id:id,n:events,form:form}")).isEqualTo("""
                id                                 n  form
                s-1                               12
                say "hi", 😀␊there  9007199254740993
                """);
    }

    @Test
    void aSelectedListOfScalarsBecomesLines() {
        assertThat(selected(table(), "sessions[].events")).isEqualTo("12\n9007199254740993\n");
        assertThat(selected(new NdjsonOutput(), "sessions[].events")).isEqualTo("12\n9007199254740993\n");
        assertThat(selected(new CsvOutput(), "sessions[].events")).isEqualTo("value\n12\n9007199254740993\n");
    }

    @Test
    void aSelectedScalarIsItsText() {
        assertThat(selected(table(), "tenant")).isEqualTo("abc\n");
        assertThat(selected(table(), "sessions[0].mean_ms")).isEqualTo("12345678.5\n");
        assertThat(selected(new JsonOutput(), "tenant")).isEqualTo("\"abc\"\n");
        assertThat(selected(new JsonOutput(), "length(sessions)")).isEqualTo("2\n");
        assertThat(selected(new YamlOutput(), "sessions[0].events")).isEqualTo("12\n");
    }

    @Test
    void nothingSelectedIsNullInJsonAndNothingInATable() {
        assertThat(selected(new JsonOutput(), "nothing")).isEqualTo("null\n");
        assertThat(selected(table(), "nothing")).isEmpty();
    }

    @Test
    void aSelectedObjectBecomesPairs() {
        assertThat(selected(table(), "sessions[1].extra")).isEqualTo("key  value\na    1\n");
    }

    @Test
    void aFunctionThatGetsTheWrongThingIsABadQuery() {
        assertThatThrownBy(() -> selected(table(), "abs(sessions)"))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.BAD_QUERY));
    }

    @Test
    void halfASurrogatePairBreaksNoForm() {
        for (Output output :
                List.of(new JsonOutput(), new NdjsonOutput(), new CsvOutput(), new YamlOutput(), table())) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
            output.printSelected(List.of(map("text", "a\ud83dz")), out);
            out.flush();

            assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("text", "a", "z");
        }
    }

    @Test
    void noRowsAreNoLines() {
        Answer none = new Answer() {
            @Override
            public Map<String, Object> data() {
                return Map.of("rows", List.of());
            }

            @Override
            public Optional<String> rows() {
                return Optional.of("rows");
            }

            @Override
            public void draw(Screen screen) {}
        };

        assertThat(printed(new NdjsonOutput(), none)).isEmpty();
        assertThat(printed(new CsvOutput(), none)).isEmpty();
    }

    @Test
    void aClosedPipeIsNotAnError() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        PrintStream out = new PrintStream(closed, false, StandardCharsets.UTF_8);

        for (Output output :
                Arrays.asList(new JsonOutput(), new NdjsonOutput(), new CsvOutput(), new YamlOutput(), table())) {
            output.print(SESSIONS, out);
        }
        out.flush();

        assertThat(out.checkError()).isTrue();
    }
}
