package io.picasso.analytics.cli;

import static io.picasso.analytics.operation.query.QueryTables.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.cli.CommandRun.Result;
import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.operation.query.QueryTables;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class SessionCommandTest {
    private static final Tenant DEMO = Core.TENANT;
    private static final Tenant OTHER = new Tenant("OTH000002", "ot0123456789ab");
    private static final List<String> CREDENTIALS = List.of("aws.accessKeyId", "aws.secretAccessKey");

    @TempDir
    static Path folder;

    @TempDir
    static Path bare;

    private static QueryTables tables;

    @BeforeAll
    static void fill() throws IOException {
        CREDENTIALS.forEach(name -> System.setProperty(name, "local"));
        tables = QueryTables.create();
        configure(folder, tables.settings());
        try (QueryTables none = QueryTables.none()) {
            configure(bare, none.settings());
        }
        try (S3Client s3 = tables.environment().s3()) {
            String bucket = tables.environment().name(SettingKey.MAPPINGS_BUCKET);
            s3.createBucket(create -> create.bucket(bucket));
            for (Tenant tenant : List.of(DEMO, OTHER)) {
                s3.putObject(
                        put -> put.bucket(bucket).key("mappings/" + tenant.hash() + ".json"),
                        RequestBody.fromString(
                                "{\"tenant_id\":\"%s\",\"tenant_hash\":\"%s\"}".formatted(tenant.id(), tenant.hash())));
            }
        }
        tables.write(volunteer());
        tables.write(
                happened("sess_night", 1, "2025-12-24T23:59:30.000Z", "CHAT_OPENED", "{}"),
                happened("sess_night", 2, "2025-12-25T00:00:10.000Z", "FORM_STARTED", "{\"form_id\":\"donate\"}"));
        tables.write(happened("sess_quiet", 1, "2025-12-23T08:00:00.000Z", "CHAT_OPENED", "{}"));
        tables.write(event(OTHER, "sess_shared", 1, Instant.parse("2025-12-23T08:00:00Z"), "CHAT_OPENED", "{}"));
        tables.write(event(DEMO, "sess_shared", 1, Instant.parse("2025-11-20T08:00:00Z"), "CHAT_OPENED", "{}"));
        tables.write(happened("sess_behind", 1, "2025-11-19T08:00:00.000Z", "CHAT_OPENED", "{}"));
        tables.store().putEvents(List.of(happened("sess_behind", 2, "2025-11-19T08:00:05.000Z", "LINK_CLICKED", "{}")));
    }

    @AfterAll
    static void close() {
        tables.close();
        CREDENTIALS.forEach(System::clearProperty);
    }

    private static void configure(Path where, Settings settings) throws IOException {
        Files.writeString(where.resolve("picasso-analytics.yaml"), """
                default_environment: test
                environments:
                  test:
                    endpoints:
                      dynamodb: %s
                      s3: %s
                    tables:
                      session_events: %s
                      session_summaries: %s
                    buckets:
                      mappings: %s
                """.formatted(
                        settings.text(SettingKey.DYNAMODB_ENDPOINT),
                        settings.text(SettingKey.S3_ENDPOINT),
                        settings.text(SettingKey.SESSION_EVENTS_TABLE),
                        settings.text(SettingKey.SESSION_SUMMARIES_TABLE),
                        settings.text(SettingKey.MAPPINGS_BUCKET)));
    }

    private static Event happened(String session, int step, String time, String type, String payload) {
        return event(DEMO, session, step, Instant.parse(time), type, payload);
    }

    /** One of everything that a timeline can show. */
    private static Event[] volunteer() {
        String id = "sess_lz1k9q2_ab12cd";
        Event skewed = Core.event("""
                {"session_id":"%s","tenant_id":"DEM000001","tenant_hash":"de0123456789ab","step_number":9,
                 "event_type":"FORM_COMPLETED","event_payload":{"form_id":"volunteer_apply","form_label":"Volunteer"},
                 "client_timestamp":"1999-12-31T23:59:59.000Z"}""".formatted(id), Instant.parse("2025-12-26T09:09:00.250Z"));
        return new Event[] {
            happened(id, 1, "2025-12-26T09:00:00.000Z", "CHAT_OPENED", "{}"),
            happened(
                    id,
                    2,
                    "2025-12-26T09:00:04.200Z",
                    "MESSAGE_SENT",
                    "{\"content_preview\":\"Can I volunteer at the shelter on weekends?\",\"content_length\":43}"),
            happened(
                    id,
                    2,
                    "2025-12-26T09:00:06.100Z",
                    "MESSAGE_RECEIVED",
                    "{\"content_preview\":\"Yes, gladly!\\nWe need help every Saturday. \\u001b[31m\",\"response_time_ms\":1850}"),
            happened(id, 3, "2025-12-26T09:00:20.000Z", "ACTION_CHIP_CLICKED", "{\"chip_label\":\"Apply\",\"n\":1.50}"),
            happened(id, 3, "2025-12-26T09:00:21.000Z", "ACTION_CHIP_CLICKED", "{\"chip_label\":\"Apply\",\"n\":1.5}"),
            happened(
                    id,
                    7,
                    "2025-12-26T09:07:00.000Z",
                    "LINK_CLICKED",
                    "{\"url\":\"https://example.org/apply\",\"link_text\":\"How to apply\",\"tags\":[\"a\",null,true]}"),
            happened(id, 8, "2025-12-26T09:06:59.500Z", "FORM_VIEWED", "{\"form_id\":\"volunteer_apply\"}"),
            skewed
        };
    }

    private static Result run(String... arguments) {
        return CommandRun.in(folder).with(arguments);
    }

    private static Result onTerminal(int columns, boolean colored, String... arguments) {
        return CommandRun.in(folder).onTerminal(columns, colored).with(arguments);
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new);
    }

    private static void failed(Result result, int status, String... texts) {
        assertThat(result.status()).as(result.err()).isEqualTo(status);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(texts).doesNotContain("\tat ");
    }

    @Test
    void theShapeOfASessionInJsonIsPublished() {
        Result result = run("session", "show", "sess_lz1k9q2_ab12cd", "-o", "json");

        assertThat(result.status()).as(result.err()).isZero();
        Golden.matches("session-show.json", result.out());
    }

    @Test
    void aSummaryThatDiffersIsShownBesideWhatTheEventsSay() {
        Result result = run("session", "show", "sess_behind", "-o", "json");

        assertThat(result.status()).isZero();
        Golden.matches("session-show-mismatch.json", result.out());
        assertThat(run("session", "show", "sess_behind").out())
                .contains("! The summary row differs from the events:", "event_count is 1 in the row, 2 by the events");
    }

    @Test
    void theShapeOfAListInJsonIsPublished() {
        Result result = run("session", "list", "--tenant", "DEM000001", "--range", "7d", "--limit", "2", "-o", "json");

        assertThat(result.status()).as(result.err()).isZero();
        Golden.matches("session-list.json", result.out());
    }

    @Test
    void aTimelineIsDrawnForTheWidthOfTheTerminal() {
        for (int columns : new int[] {120, 80, 40}) {
            Result result = onTerminal(columns, false, "session", "show", "sess_lz1k9q2_ab12cd");

            Golden.matches("session-show-" + columns + ".txt", result.out());
            assertThat(result.out().lines().filter(line -> !line.startsWith("!")))
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
        }
    }

    @Test
    void aTimelineIsColouredWhereColourIsWanted() {
        Result result = onTerminal(100, true, "session", "show", "sess_lz1k9q2_ab12cd");

        Golden.matches("session-show-colour.txt", result.out());
        assertThat(onTerminal(100, true, "session", "show", "sess_lz1k9q2_ab12cd", "--no-color")
                        .out())
                .doesNotContain("\u001b");
    }

    @Test
    void aSessionOverMidnightSaysWhereTheDayChanges() {
        Golden.matches(
                "session-show-midnight.txt",
                onTerminal(80, false, "session", "show", "sess_night").out());
    }

    @Test
    void aListIsDrawnForTheWidthOfTheTerminal() {
        for (int columns : new int[] {120, 80, 40}) {
            Result result = onTerminal(columns, false, "session", "list", "--tenant", "DEM000001");

            Golden.matches("session-list-" + columns + ".txt", result.out());
            assertThat(result.out()).contains("sess_lz1k9q2_ab12cd");
            assertThat(result.out().lines()).allMatch(line -> line.length() <= columns);
        }
    }

    @Test
    void everyFormOfOutputPrintsTheRows() {
        String[] list = {"session", "list", "--tenant", "DEM000001", "--range", "7d"};

        assertThat(run(with(list, "-o", "ndjson")).out().lines()).hasSize(3).allMatch(line -> line.startsWith("{"));
        assertThat(run(with(list, "-o", "csv")).out())
                .startsWith("session_id,started_at,ended_at,duration_seconds,outcome,")
                .contains("sess_lz1k9q2_ab12cd,2025-12-26T09:00:00.000Z,2025-12-26T09:09:00.250Z,540,form_completed,");
        assertThat(run(with(list, "-o", "yaml")).out()).contains("source: \"dynamodb\"");
        assertThat(run(with(list, "--query", "sessions[].session_id", "-o", "ndjson"))
                        .out())
                .isEqualTo("\"sess_lz1k9q2_ab12cd\"\n\"sess_night\"\n\"sess_quiet\"\n");
        assertThat(run("session", "show", "sess_night", "-o", "ndjson").out().lines())
                .hasSize(2);
    }

    @Test
    void pagesFollowTheCommandThatIsPrinted() {
        Result first = run("session", "list", "--tenant", "DEM000001", "--range", "7d", "--limit", "2", "-o", "csv");
        assertThat(first.out()).contains("sess_lz1k9q2_ab12cd", "sess_night").doesNotContain("sess_quiet");
        Matcher more =
                Pattern.compile("More: picasso-analytics (session list .*)").matcher(first.err());
        assertThat(more.find()).as(first.err()).isTrue();

        Result second = run((more.group(1) + " -o csv").split(" "));

        assertThat(second.status()).as(second.err()).isZero();
        assertThat(second.out()).contains("sess_quiet").doesNotContain("sess_night");
        assertThat(second.err()).isEmpty();
    }

    @Test
    void allSessionsComeInOneAnswer() {
        for (String format : List.of("ndjson", "csv", "table", "json")) {
            Result result = run("session", "list", "--tenant", "DEM000001", "--range", "90d", "--all", "-o", format);

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(result.out())
                    .contains("sess_lz1k9q2_ab12cd", "sess_night", "sess_quiet", "sess_shared", "sess_behind");
            assertThat(result.err()).isEmpty();
        }
    }

    @Test
    void anOutcomeSelects() {
        assertThat(ids("--outcome", "abandoned")).containsExactly("sess_night");
        assertThat(ids("--outcome", "conversation")).containsExactly("sess_quiet", "sess_shared", "sess_behind");
        assertThat(ids("--outcome", "form_completed")).containsExactly("sess_lz1k9q2_ab12cd");
        assertThat(ids("--from", "2025-12-24", "--to", "2025-12-24")).containsExactly("sess_night");
    }

    private static List<String> ids(String... options) {
        String[] list = {"session", "list", "--tenant", "de0123456789ab", "-o", "ndjson", "--query"};
        boolean ranged = List.of(options).contains("--from");
        String[] all = with(list, "sessions[].session_id");
        Result result = run(with(ranged ? all : with(all, "--range", "90d"), options));
        assertThat(result.status()).as(result.err()).isZero();
        return result.out().lines().map(line -> line.replace("\"", "")).toList();
    }

    @Test
    void anEmptyListSaysSoAndIsNoFailure() {
        String[] list = {"session", "list", "--tenant", "OTH000002", "--range", "1d", "--outcome", "abandoned"};
        Result table = run(list);

        assertThat(table.status()).isZero();
        assertThat(table.out()).isEmpty();
        assertThat(table.err())
                .isEqualTo("No sessions of tenant OTH000002 in the range 1d with the outcome abandoned.\n");
        assertThat(run(with(list, "-o", "json", "--query", "sessions")).out()).isEqualTo("[]\n");
        assertThat(run(with(list, "-q")).err()).isEmpty();
    }

    @Test
    void theTenantIsNamedByIdOrHashOrSettingOrIsTheOnlyOne() {
        String[] show = {"session", "show", "sess_shared", "-o", "ndjson", "--query", "tenant_id"};

        assertThat(run(with(show, "--tenant", "OTH000002")).out()).isEqualTo("\"OTH000002\"\n");
        assertThat(run(with(show, "--tenant", "ot0123456789ab")).out()).isEqualTo("\"OTH000002\"\n");
        assertThat(run(with(show, "--set", "tenant=DEM000001")).out()).isEqualTo("\"DEM000001\"\n");
        assertThat(run(with(show, "--set", "tenant=DEM000001", "--tenant", "OTH000002"))
                        .out())
                .isEqualTo("\"OTH000002\"\n");
        failed(run(show), 2, "PA-304", "DEM000001 (de0123456789ab), OTH000002 (ot0123456789ab)", "--tenant");
        failed(run("session", "list"), 2, "PA-101", "2 tenants", "DEM000001, OTH000002", "--tenant");
        failed(run("session", "list", "--tenant", "NOBODY"), 5, "PA-301");
    }

    @Test
    void whatIsNotThereEndsWithFive() {
        failed(run("session", "show", "sess_nobody"), 5, "PA-301", "sess_nobody");
        failed(run("session", "show", "sess_night", "--tenant", "OTH000002"), 5, "PA-301");
        failed(CommandRun.in(bare).with("session", "show", "sess_night"), 5, "PA-301", "provision");
        failed(CommandRun.in(bare).with("session", "list"), 5, "PA-201");
    }

    @Test
    void anExportHasEveryEventAndIsReadBackAsItWas() throws IOException {
        Result result = run("session", "export", "sess_lz1k9q2_ab12cd");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.err()).contains("8 events of 1 session.");
        assertThat(told(result.out().lines().map(Core::stored))).isEqualTo(told(Arrays.stream(volunteer())));
        Result range = run("session", "export", "--tenant", "DEM000001", "--range", "90d");
        assertThat(range.out().lines().map(Core::stored))
                .hasSize(14)
                .allMatch(event -> event.tenant().equals(DEMO));
        assertThat(range.out()).contains(result.out());
        assertThat(run("session", "export", "--tenant", "DEM000001", "--outcome", "form_completed", "-q"))
                .isEqualTo(new Result(0, result.out(), ""));
    }

    /** What tells an event from others, and what is counted of it. */
    private static Set<String> told(Stream<Event> events) {
        return events.map(event -> event.fingerprint() + " " + event.eventId() + " " + event.occurredAt() + " "
                        + event.time().skewed() + " " + event.payload())
                .collect(Collectors.toSet());
    }

    @Test
    void anExportGoesIntoAFileThatReplacesNone() throws IOException {
        Result written = run("session", "export", "sess_quiet", "--out", "quiet.ndjson");

        assertThat(written.status()).as(written.err()).isZero();
        assertThat(written.out()).isEmpty();
        assertThat(Files.readAllLines(folder.resolve("quiet.ndjson")))
                .singleElement()
                .satisfies(
                        line -> assertThat(Core.stored(line).session().value()).isEqualTo("sess_quiet"));
        failed(run("session", "export", "sess_quiet", "--out", "quiet.ndjson"), 2, "no file is replaced");
        failed(run("session", "export", "sess_none"), 5, "PA-301");
        failed(run("session", "export", "sess_quiet", "--range", "7d"), 2, "exclude each other");
        failed(run("session", "export", "sess_quiet", "-o", "csv"), 2, "lines of JSON");
    }

    @Test
    void theShapeOfADifferenceInJsonIsPublished() {
        Result result = run("session", "diff", "sess_night", "sess_quiet", "-o", "json");

        assertThat(result.status()).as(result.err()).isEqualTo(3);
        Golden.matches("session-diff.json", result.out());
        assertThat(run("session", "diff", "sess_night", "sess_quiet").out())
                .contains("1 event the same, 0 changed, 1 only in sess_night (-), 0 only in sess_quiet (+).");
    }

    @Test
    void aReplayedConversationIsTheSame() {
        Result result = run("session", "diff", "sess_quiet", "sess_shared", "--tenant", "DEM000001");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out()).contains("The same: 1 event.");
        failed(run("session", "diff", "sess_quiet", "sess_none"), 5, "PA-301");
        failed(run("session", "diff", "sess_quiet", "a b"), 2, "PA-304");
        failed(run("session", "diff", "sess_quiet"), 2, "OTHER");
    }

    @Test
    void whatIsThereIsShownFirstToWhoFollows() {
        Result lines = run("session", "follow", "sess_night", "--for", "0s");

        assertThat(lines.status()).as(lines.err()).isZero();
        assertThat(lines.out()).isEqualTo("""
                23:59:30.000    1  chat opened
                00:00:10.000    2  form started          form_id=donate
                """);
        assertThat(run("session", "follow", "sess_night", "--for", "0s", "-o", "ndjson")
                        .out()
                        .lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"step_number\":"));
        failed(run("session", "follow", "sess_none", "--for", "0s"), 5, "Waiting for session sess_none");
        failed(run("session", "follow", "sess_night", "--for", "0s", "-o", "yaml"), 2, "NDJSON");
        failed(run("session", "follow", "sess_night", "--every", "0s"), 2, "--every");
    }

    @Test
    void wrongUsageEndsWithTwo() {
        failed(run("session", "show"), 2, "PA-101", "ID");
        failed(run("session", "show", "a#b"), 2, "PA-304");
        for (String wrong : List.of(
                "--range 366d",
                "--range 7d --from 2025-12-01",
                "--from yesterday",
                "--from 2025-12-02 --to 2025-12-01",
                "--outcome none",
                "--limit 0",
                "--limit 101",
                "--limit x",
                "--limit 5 --all",
                "--cursor AAAA")) {
            failed(run(with("session list --tenant DEM000001".split(" "), wrong.split(" "))), 2, "error PA-");
        }
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        String[] list = {"session", "list", "--tenant", "DEM000001", "--limit", "1", "-o", "ndjson", "--query"};
        String cursor = run(with(list, "pagination.next_cursor")).out().strip().replace("\"", "");
        assertThat(cursor).isNotEmpty();

        assertThat(run(with(list, "sessions[0].session_id", "--cursor", cursor)).out())
                .isEqualTo("\"sess_night\"\n");
        failed(run("session", "list", "--tenant", "OTH000002", "--cursor", cursor), 2, "PA-304", "cursor");
        failed(run(with(list, "x", "--cursor", cursor, "--outcome", "abandoned")), 2, "PA-304");
        failed(run(with(list, "x", "--cursor", cursor.substring(1))), 2, "PA-304");
    }
}
