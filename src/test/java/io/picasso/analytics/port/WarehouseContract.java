package io.picasso.analytics.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.law.Cases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Warehouse} must hold. */
public abstract class WarehouseContract {
    /** Takes far longer than any test waits. */
    private static final Statement ENDLESS = Statement.of("SELECT count(*) AS n FROM UNNEST(sequence(1, 1000000)) a(x)"
            + " CROSS JOIN UNNEST(sequence(1, 1000000)) b(y) WHERE x * y % 7 = 8");

    /** The warehouse; its database holds the table "events", with tenants T1 and T2. */
    protected abstract Warehouse warehouse();

    /** Puts a line into the folder of tenant T1 on 2025-12-{@code day}. */
    protected abstract void put(int day, String line);

    @Test
    void columnsAreFoundByName() {
        List<String> seen = new ArrayList<>();
        var answer = warehouse()
                .query(
                        Statement.of("SELECT 1 AS One, 'x' AS two, CAST(NULL AS varchar) AS three"),
                        QueryLimits.DEFAULT,
                        row -> {
                            seen.add(row.number("one") + " " + row.text("two") + " " + row.text("three"));
                            assertThatThrownBy(() -> row.text("four")).isInstanceOf(IllegalArgumentException.class);
                        });

        assertThat(seen).containsExactly("Optional[1] Optional[x] Optional.empty");
        assertThat(answer.columns()).containsExactly("one", "two", "three");
        assertThat(answer.rows()).isOne();
    }

    @Test
    void everyRowComesOnceAndInOrderHoweverManyPages() {
        List<Long> numbers = new ArrayList<>();
        var answer = warehouse()
                .query(
                        Statement.of("SELECT x FROM UNNEST(sequence(1, 3500)) AS t(x) ORDER BY x"),
                        QueryLimits.DEFAULT,
                        row -> numbers.add(row.number("x").orElseThrow()));

        assertThat(numbers)
                .isEqualTo(
                        IntStream.rangeClosed(1, 3500).mapToObj(Long::valueOf).toList());
        assertThat(answer.rows()).isEqualTo(3500);
    }

    @Test
    void noRowsAreNoFailure() {
        assertThat(texts(Statement.of("SELECT 'x' AS x WHERE 1 = 2"))).isEmpty();
    }

    @Test
    void aValueIsAValueWhateverItSays() {
        for (String text : List.of("it's", "'; DROP TABLE events; --", "?", "", "\\", "\"", "é中😀", "a\nb", "''")) {
            assertThat(texts(Statement.of("SELECT ? AS x").with(text))).containsExactly(text);
        }
        assertThat(texts(Statement.of("SELECT '?' || ? AS x -- ?\n").with("a"))).containsExactly("?a");
        Cases.forAll(25, random -> {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(30), 0, 0x250)
                    .filter(c -> c != 0 && c != '\r')
                    .forEach(text::appendCodePoint);
            assertThat(texts(Statement.of("SELECT ? AS x").with(text.toString())))
                    .containsExactly(text.toString());
        });
        assertThat(texts(Statement.of("SELECT ? - ? AS x").with(5).with(-7))).containsExactly("12");
    }

    @Test
    void aQueryTellsWhatItReadAndWhatThatCosts() {
        String line = "{\"session_id\":\"cost\"}";
        put(2, line);
        put(3, line);

        Statement statement = Statement.of("SELECT session_id AS x FROM events WHERE tenant_id = ? AND day = ?")
                .with("T1");
        var answer = warehouse().query(statement.with(2), QueryLimits.DEFAULT, row -> {});

        assertThat(answer.rows()).isOne();
        assertThat(answer.cost().scannedBytes()).isEqualTo(line.length() + 1);
        assertThat(answer.cost().reused()).isFalse();
        assertThat(answer.cost().dollars()).isEqualByComparingTo("0.00005");
        assertThat(QueryCost.dollars(2 * QueryCost.TERABYTE)).isEqualByComparingTo("10");
    }

    @Test
    void anOlderResultIsTakenWhereThatIsAllowed() {
        put(5, "{\"session_id\":\"first\"}");
        Statement statement = Statement.of("SELECT session_id AS x FROM events WHERE tenant_id = 'T1' AND day = 5");
        QueryLimits reusing = QueryLimits.DEFAULT.reusing(Duration.ofHours(1));
        warehouse().query(statement, reusing, row -> {});
        put(5, "{\"session_id\":\"second\"}");

        List<String> seen = new ArrayList<>();
        var again = warehouse()
                .query(statement, reusing, row -> seen.add(row.text("x").orElseThrow()));

        assertThat(seen).containsExactly("first");
        assertThat(again.cost().reused()).isTrue();
        assertThat(again.cost().dollars()).isZero();
        assertThat(texts(statement)).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void whatReadsMoreThanItMayGivesNoRows() {
        put(7, "{\"session_id\":\"0123456789\"}");
        Statement statement = Statement.of("SELECT session_id AS x FROM events WHERE tenant_id = 'T1' AND day = 7");

        Failure failure = failure(statement, QueryLimits.DEFAULT.scanning(20));

        assertThat(failure.code()).isEqualTo(FailureCode.SCAN_LIMIT);
        assertThat(failure.code().exitStatus().code()).isEqualTo(7);
        assertThat(warehouse()
                        .query(statement, QueryLimits.DEFAULT.scanning(28), row -> {})
                        .rows())
                .isOne();
    }

    @Test
    void whatTakesTooLongIsStopped() {
        assertThat(failure(ENDLESS, QueryLimits.DEFAULT.upTo(Duration.ofMillis(300)))
                        .code())
                .isEqualTo(FailureCode.SERVICE_UNAVAILABLE);
        assertThat(failure(ENDLESS, QueryLimits.DEFAULT.until(() -> true)).code())
                .isEqualTo(FailureCode.INTERRUPTED);
        Thread.currentThread().interrupt();
        assertThat(failure(ENDLESS, QueryLimits.DEFAULT).code()).isEqualTo(FailureCode.INTERRUPTED);
        assertThat(Thread.interrupted()).isTrue();
        // None of them goes on: there is room for more.
        for (int i = 0; i < 5; i++) {
            assertThat(texts(Statement.of("SELECT 'x' AS x"))).containsExactly("x");
        }
    }

    @Test
    void failuresSayWhy() {
        Failure wrong = failure(Statement.of("SELECT FROM"), QueryLimits.DEFAULT);
        assertThat(wrong.code()).isEqualTo(FailureCode.QUERY_FAILED);
        assertThat(wrong.why()).isPresent();
        Failure column = failure(Statement.of("SELECT nothing FROM events"), QueryLimits.DEFAULT);
        assertThat(column.code()).isEqualTo(FailureCode.QUERY_FAILED);
        assertThat(column.why()).hasValueSatisfying(why -> assertThat(why).contains("COLUMN_NOT_FOUND"));
        assertThat(failure(Statement.of("SELECT 1 FROM nowhere"), QueryLimits.DEFAULT)
                        .code())
                .isEqualTo(FailureCode.RESOURCE_MISSING);
        assertThat(failure(Statement.of("SELECT ? AS x"), QueryLimits.DEFAULT).code())
                .isEqualTo(FailureCode.QUERY_FAILED);
    }

    @Test
    void whatTheReaderThrowsIsPassedOn() {
        assertThatThrownBy(() -> warehouse().query(Statement.of("SELECT 1 AS x"), QueryLimits.DEFAULT, row -> {
                    throw new IllegalStateException("enough");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("enough");
    }

    private Failure failure(Statement statement, QueryLimits limits) {
        return catchThrowableOfType(
                Failure.class,
                () -> warehouse().query(statement, limits, row -> {
                    throw new AssertionError("no row was to be handed over");
                }));
    }

    private List<String> texts(Statement statement) {
        List<String> texts = new ArrayList<>();
        warehouse()
                .query(
                        statement,
                        QueryLimits.DEFAULT,
                        row -> texts.add(
                                row.text("x").or(() -> Optional.of("NULL")).orElseThrow()));
        return texts;
    }
}
