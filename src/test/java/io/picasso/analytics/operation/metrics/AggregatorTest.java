package io.picasso.analytics.operation.metrics;

import static io.picasso.analytics.operation.ingest.IngestEnvironment.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.event.Event;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.law.Cases;
import io.picasso.analytics.law.Core;
import io.picasso.analytics.metric.MetricName;
import io.picasso.analytics.metric.MetricRange;
import io.picasso.analytics.operation.warehouse.LakeStatements;
import io.picasso.analytics.port.MetricCache;
import io.picasso.analytics.port.QueryLimits;
import io.picasso.analytics.port.Statement;
import io.picasso.analytics.port.Warehouse;
import io.picasso.analytics.resource.Declarations;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.setting.Settings;
import io.picasso.analytics.wiring.Wiring;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AggregatorTest {
    private static final Instant NOW = Instant.parse("2025-12-28T09:15:02.000Z");
    private static final Tenant COFFEE = tenant("COFFEE001");
    private static final int ENTRIES = MetricName.values().length * MetricRange.CACHED.size();

    private static MetricEnvironment environment;

    private final List<String> asked = new ArrayList<>();
    private Predicate<String> broken = sql -> false;

    @BeforeAll
    static void fill() {
        environment = new MetricEnvironment(COFFEE);
        List<Event> events = new RandomTraffic(new Random(Cases.firstSeed()), NOW).sessions(COFFEE, 30);
        environment.writeLake(events);
    }

    @AfterAll
    static void close() {
        environment.close();
    }

    /** Counts what is asked of the real warehouse, and breaks what shall be broken. */
    private final class Watched implements Warehouse {
        private final Warehouse real;

        Watched(Warehouse real) {
            this.real = real;
        }

        @Override
        public Answer query(Statement statement, QueryLimits limits, Consumer<Row> rows) {
            asked.add(statement.sql());
            if (broken.test(statement.sql())) {
                throw Failure.of(FailureCode.QUERY_FAILED, "the query failed");
            }
            return real.query(statement, limits, rows);
        }
    }

    private AggregationReport run(MetricCache cache, Optional<Tenant> only, Instant now) {
        Wiring wiring = environment.wiring(now);
        Settings settings = environment.settings();
        MetricSources sources = new MetricSources(
                () -> cache,
                wiring::sessionRows,
                () -> new Watched(wiring.warehouse()),
                () -> new io.picasso.analytics.adapter.aws.athena.Athena(
                                io.picasso.analytics.adapter.aws.AwsConnection.local(
                                        settings.url(SettingKey.ATHENA_ENDPOINT).orElseThrow()),
                                "primary",
                                "s3://" + settings.text(SettingKey.LAKE_BUCKET) + "/athena-results/")
                        .catalogControl(),
                Declarations.of(settings).catalog(),
                new LakeStatements(settings.text(SettingKey.ATHENA_DATABASE), settings.text(SettingKey.ATHENA_TABLE)),
                MetricEnvironment.RETENTION);
        asked.clear();
        return sources.aggregator(wiring.tenants(), QueryLimits.DEFAULT, Clock.fixed(now, ZoneOffset.UTC), line -> {})
                .run(only);
    }

    @Test
    void asManyQueriesForAHundredTenantsAsForOne() {
        int known = 1;
        for (int count : new int[] {1, 10, 100}) {
            environment.know(IntStream.range(known, count)
                    .mapToObj(i -> tenant("MANY%04d".formatted(i)))
                    .toList());
            known = count;
            MapMetricCache cache = new MapMetricCache(NOW);

            AggregationReport report = run(cache, Optional.empty(), NOW);

            assertThat(asked).hasSize(Aggregator.QUERIES).hasSize(6).doesNotHaveDuplicates();
            assertThat(asked).allSatisfy(sql -> assertThat(sql).containsOnlyOnce("\"events\""));
            assertThat(report.tenants()).hasSize(count).allSatisfy(one -> {
                assertThat(one.failed()).isZero();
                assertThat(one.updated()).isEqualTo(ENTRIES);
            });
            assertThat(report.queries()).hasSize(6);
            assertThat(report.scannedBytes()).isPositive();
            assertThat(cache.size()).isEqualTo(count * (ENTRIES + 1));
        }
    }

    @Test
    void aQueryThatFailsLeavesTheOldValuesAndIsReported() {
        MapMetricCache cache = new MapMetricCache(NOW);
        JsonObject old = Core.object("{\"old\":1}");
        Instant before = NOW.minusSeconds(3_600);
        for (MetricName metric : MetricName.values()) {
            cache.put(new MetricCache.Key(COFFEE.id(), metric, "7d"), old, before);
        }
        broken = sql -> sql.contains("GROUPING SETS");

        AggregationReport report = run(cache, Optional.of(COFFEE), NOW);

        assertThat(asked).hasSize(6);
        assertThat(report.failed()).isOne();
        assertThat(report.tenants()).singleElement().satisfies(one -> {
            assertThat(one.failed()).isEqualTo(16);
            assertThat(one.updated()).isEqualTo(ENTRIES - 16);
            assertThat(one.failures())
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo(FailureCode.QUERY_FAILED));
        });
        for (MetricName metric : MetricName.values()) {
            MetricCache.Entry entry =
                    cache.find(new MetricCache.Key(COFFEE.id(), metric, "7d")).orElseThrow();
            boolean kept = metric.group().equals("analytics");
            assertThat(entry.data().equals(old)).as(metric.label()).isEqualTo(kept);
            assertThat(entry.updatedAt()).contains(kept ? before : NOW);
        }
    }

    @Test
    void aTenantThatQueriesDoNotSeeIsReportedAndHasNoZeros() {
        Tenant unseen = tenant("UNSEEN001");
        MapMetricCache cache = new MapMetricCache(NOW);

        AggregationReport report = run(cache, Optional.of(unseen), NOW);

        assertThat(report.tenants()).singleElement().satisfies(one -> {
            assertThat(one.updated()).isZero();
            assertThat(one.failed()).isEqualTo(ENTRIES);
            assertThat(one.failures())
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.why())
                            .hasValueSatisfying(why -> assertThat(why).contains("not declared")));
        });
        assertThat(cache.size()).isOne();
        assertThat(cache.lastAggregation(unseen.id())).isPresent();
    }
}
