package io.picasso.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.picasso.analytics.cli.CommandRun.Result;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.setting.SettingKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** The gates, as an operator meets them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(EngineCredentials.class)
class GateCommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static FunctionEnvironment at;

    @BeforeAll
    static void start() throws IOException {
        at = new FunctionEnvironment(folder);
    }

    @AfterAll
    static void stop() {
        at.close();
    }

    private static Result run(String... arguments) {
        return at.command().at(Clock.systemUTC()).with(arguments);
    }

    private static JsonNode json(Result result) {
        try {
            return JSON.readTree(result.out());
        } catch (IOException e) {
            throw new AssertionError(result.out() + result.err(), e);
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    @Order(1)
    void theChecksAreShownWithoutAnEnvironment() {
        Result listed = CommandRun.in(folder).with("gate", "list", "4", "-o", "json");

        assertThat(listed.status()).isZero();
        Golden.matches("gate-list-4.json", listed.out());
        assertThat(CommandRun.in(folder).with("gate", "list").out())
                .contains("Phase 1  Session tables")
                .contains("overhead ≤ 100 ms")
                .contains("7.clean");
        assertThat(CommandRun.in(folder).with("gate", "list", "8").status()).isEqualTo(2);
    }

    @Test
    @Order(2)
    void beforeAnythingWasRunNothingIsPretended() {
        assertThat(run("gate", "status").out()).contains("not run").contains("gate run 1");
        assertThat(run("gate", "history").out()).contains("No gate was run yet");
        assertThat(run("gate", "verify").status()).isEqualTo(4);
        assertThat(run("gate", "report").status()).isEqualTo(5);
        assertThat(run("gate", "run", "2").err()).contains("PA-480").contains("gate run 1");
        assertThat(run("gate", "run", "2").status()).isEqualTo(7);
        assertThat(run("gate", "run", "0").status()).isEqualTo(2);
        assertThat(run("gate", "run", "1", "--watch", "soon").status()).isEqualTo(2);
        assertThat(run("gate", "run", "1", "--override", " ").err()).contains("gives no reason");
        assertThat(run("gate", "run", "1", "--resume").err()).contains("no run of phase 1 to resume");
        assertThat(run("gate", "run", "4", "--interval", "0s").err()).contains("'0s' is too short");
        assertThat(run("gate", "run", "4", "--interval", "6m").err()).contains("from 1s to 5m");
        assertThat(run("gate", "run", "4", "--watch", "0s").status()).isEqualTo(2);
        assertThat(run("gate", "run", "6", "--url", "notaurl").err()).contains("'notaurl' is no address");
        assertThat(run("gate", "run", "6", "--url", "ftp://x/").status()).isEqualTo(2);
    }

    @Test
    @Order(3)
    void aRunTellsEachCheckAndEndsWithTheVerdict() {
        Result passed = run("gate", "run", "1");

        assertThat(passed.status()).as(passed.err()).isZero();
        assertThat(passed.out())
                .contains("1.write_read")
                .contains("events_lost 0")
                .contains("pass  Go on.");
        assertThat(passed.err()).contains("pass          1.ttl");

        Result again = run("gate", "run", "1", "-o", "json");
        assertThat(again.status()).as(again.err()).isZero();
        JsonNode answer = json(again);
        assertThat(names(answer)).containsExactly("environment", "verdict", "evidence", "runs");
        JsonNode one = answer.path("runs").path(0);
        assertThat(names(one))
                .containsExactly(
                        "run",
                        "phase",
                        "title",
                        "verdict",
                        "began",
                        "ended",
                        "cut_short",
                        "environment",
                        "who",
                        "versions",
                        "override",
                        "resumes",
                        "rolled_back",
                        "rollback",
                        "checks");
        assertThat(names(one.path("checks").path(0)))
                .containsExactly(
                        "check",
                        "measures",
                        "verdict",
                        "reason",
                        "figures",
                        "limits",
                        "samples",
                        "wanted",
                        "series",
                        "seen",
                        "remedy",
                        "began",
                        "ended");
    }

    @Test
    @Order(4)
    void aPhaseThatFailsSaysWhatToDoAndEndsWithThree() {
        String table = at.name(SettingKey.SESSION_EVENTS_TABLE);
        at.engines
                .dynamoDb()
                .updateTimeToLive(b -> b.tableName(table)
                        .timeToLiveSpecification(t -> t.enabled(false).attributeName("ttl")));

        Result failed = run("gate", "run", "1");

        assertThat(failed.status()).isEqualTo(3);
        assertThat(failed.out())
                .contains("1.ttl fail: expiring is 1, and has to be = 2")
                .contains(table + ": TTL DISABLED")
                .contains("provision plan");
        assertThat(run("gate", "status").out())
                .contains("fail")
                .contains("Next: picasso-analytics --env test gate run 1");
    }

    @Test
    @Order(5)
    void historyAndStatusTellTheRuns() {
        JsonNode history = json(run("gate", "history", "-o", "json"));

        assertThat(history.path("runs")).hasSize(3);
        assertThat(history.path("runs").path(0).path("verdict").asText()).isEqualTo("fail");
        assertThat(json(run("gate", "history", "--limit", "1", "-o", "json")).path("runs"))
                .hasSize(1);
        assertThat(json(run("gate", "history", "--phase", "2", "-o", "json")).path("runs"))
                .isEmpty();
        JsonNode status = json(run("gate", "status", "-o", "json"));
        assertThat(status.path("next").asInt()).isEqualTo(1);
        assertThat(names(status.path("phases").path(0)))
                .containsExactly("phase", "title", "passed", "verdict", "run", "at", "who", "override", "unfinished");
    }

    @Test
    @Order(6)
    void reportsAreWhatTheySay() throws Exception {
        Document junit = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        run("gate", "report", "--format", "junit").out().getBytes(StandardCharsets.UTF_8)));
        assertThat(junit.getElementsByTagName("testcase").getLength()).isEqualTo(8);
        assertThat(junit.getElementsByTagName("failure").getLength()).isEqualTo(1);
        String markdown = run("gate", "report", "--format", "markdown").out();
        assertThat(markdown).contains("# Gates of test: FAIL").contains("| `1.ttl` | fail | expiring 1 |");
        assertThat(run("gate", "report", "--format", "html", "--out", "gates.html")
                        .status())
                .isZero();
        String html = Files.readString(folder.resolve("gates.html"));
        assertThat(html)
                .startsWith("<!doctype html>")
                .contains("<code>1.ttl</code>")
                .doesNotContainPattern(Pattern.compile("(src|href)=|<script|url\\("));
        assertThat(run("gate", "report", "--format", "html", "--out", "gates.html")
                        .err())
                .contains("There is a file of that name");
        assertThat(run("gate", "report", "no-such-run").status()).isEqualTo(5);
        String first = json(run("gate", "history", "-o", "json"))
                .path("runs")
                .path(2)
                .path("run")
                .asText();
        assertThat(run("gate", "report", first).out()).contains("pass").doesNotContain("fail");
    }

    @Test
    @Order(7)
    void anAlteredRecordIsNamed() {
        Result sound = run("gate", "verify");
        assertThat(sound.status()).isZero();
        assertThat(sound.out()).contains("records of evidence, all as written");
        String end = json(run("gate", "verify", "-o", "json")).path("end").asText();
        assertThat(run("gate", "verify", "--kept", end).status()).isZero();
        assertThat(run("gate", "verify", "--kept", end.substring(0, end.length() - 1) + "x")
                        .status())
                .isEqualTo(2);
        ObjectStore lake = at.engines.wiring().lake();
        String path = "ops/gates/evidence/00000003.json";
        String text = new String(lake.get(path).orElseThrow(), StandardCharsets.UTF_8);
        lake.put(
                path,
                text.replace("root", "toor").replace("pass", "fail").getBytes(StandardCharsets.UTF_8),
                "application/json");

        Result broken = run("gate", "verify");

        assertThat(broken.status()).isEqualTo(3);
        assertThat(broken.out())
                .contains("Record 3 is not as it was written")
                .contains("00000003.json")
                .contains("2 records before it are sound");
        assertThat(run("gate", "run", "1").err()).contains("PA-482");
    }

    @Test
    @Order(8)
    void whoIsInterruptedIsToldTheCommandThatGoesOn() {
        Result stopped = at.command()
                .at(Clock.systemUTC())
                .interrupted()
                .with("gate", "run", "2", "--override", "it's a test", "--interval", "5s");

        assertThat(stopped.status()).isEqualTo(130);
        assertThat(stopped.out()).contains("inconclusive (interrupted)");
        assertThat(stopped.err())
                .contains("Go on with: picasso-analytics --env test gate run 2 --resume --override 'it'\\''s a test'"
                        + " --interval 5s");
        assertThat(run("gate", "status").out()).contains("inconclusive");
    }
}
