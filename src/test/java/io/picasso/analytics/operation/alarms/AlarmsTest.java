package io.picasso.analytics.operation.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.picasso.analytics.adapter.aws.lambda.LambdaStub;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.alarms.AlarmPlan.Absent;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.port.AlarmControl;
import io.picasso.analytics.resource.AlarmDeclaration;
import io.picasso.analytics.resource.AlarmDeclarations;
import io.picasso.analytics.resource.Part;
import io.picasso.analytics.setting.SettingKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alarms are set on what is there, once. */
class AlarmsTest {
    @TempDir
    Path folder;

    private IngestEnvironment environment;
    private LambdaStub lambda;

    @BeforeEach
    void start() throws IOException {
        lambda = new LambdaStub();
        lambda.function(SettingKey.PROCESSOR_FUNCTION.defaultText(), Map.of());
        environment = IngestEnvironment.create(Map.of(), EnumSet.of(Part.TABLES, Part.QUEUE));
        environment.set(SettingKey.LAMBDA_ENDPOINT, lambda.uri().toString());
    }

    @AfterEach
    void stop() {
        lambda.close();
        environment.close();
    }

    private Alarms alarms() {
        return environment.wiring().care(Optional.of(folder)).alarms();
    }

    @Test
    void whatIsSetOnceIsNotSetAgain() {
        int all = AlarmDeclarations.of(environment.settings()).size();
        List<String> told = new ArrayList<>();

        assertThat(alarms().plan().changes()).hasSize(all);
        assertThat(alarms().apply(alarms().plan(), told::add)).isEqualTo(all);
        assertThat(told).hasSize(all).allMatch(line -> line.startsWith("set alarm picasso-analytics-local-"));

        assertThat(alarms().plan().changes()).isEmpty();
        assertThat(alarms().apply(alarms().plan(), told::add)).isZero();
        assertThat(alarms().status()).hasSize(all).allMatch(AlarmStatus::asDeclared);
    }

    @Test
    void onlyWhatDiffersIsSet() {
        alarms().apply(alarms().plan(), line -> {});
        environment.set(SettingKey.FUNCTION_TIMEOUT, "100");

        assertThat(alarms().plan().changes())
                .singleElement()
                .satisfies(difference -> assertThat(difference.details().get(0))
                        .hasToString("fires: Maximum > 40000 in 1 of 1 periods of 300 s → "
                                + "Maximum > 80000 in 1 of 1 periods of 300 s"));
    }

    @Test
    void whomSomebodyElseHadAnAlarmTellItGoesOnTelling() {
        String other = "arn:aws:sns:us-east-1:123456789012:somebody";
        AlarmControl control = environment.wiring().care(Optional.of(folder)).alarmControl();
        AlarmDeclaration age = AlarmDeclarations.of(environment.settings()).stream()
                .filter(alarm -> alarm.id().equals("function-duration"))
                .findFirst()
                .orElseThrow();
        control.put(age, Set.of(other));
        environment.set(SettingKey.FUNCTION_TIMEOUT, "100");

        alarms().apply(alarms().plan(), line -> {});

        assertThat(alarms().status())
                .filteredOn(status -> status.alarm().id().equals("function-duration"))
                .singleElement()
                .satisfies(status -> {
                    assertThat(status.asDeclared()).isTrue();
                    assertThat(status.found().orElseThrow().topics()).containsExactly(other);
                });
    }

    @Test
    void anAlarmOnWhatIsNotThereIsAnErrorAndNoneIsSet() {
        lambda.remove(SettingKey.PROCESSOR_FUNCTION.defaultText());
        environment
                .dynamoDb()
                .updateTable(b -> b.tableName(environment.settings().text(SettingKey.SESSION_EVENTS_TABLE))
                        .globalSecondaryIndexUpdates(u -> u.delete(d -> d.indexName("tenant-date-index"))));

        String table = environment.settings().text(SettingKey.SESSION_EVENTS_TABLE);
        while (environment
                .dynamoDb()
                .describeTable(b -> b.tableName(table))
                .table()
                .hasGlobalSecondaryIndexes()) {
            Thread.onSpinWait();
        }

        AlarmPlan plan = alarms().plan();
        Failure failure = catchThrowableOfType(Failure.class, () -> alarms().apply(plan, line -> {}));

        assertThat(plan.absent())
                .extracting(Absent::what)
                .containsExactly("function Analytics_Event_Processor", "index tenant-date-index of table " + table);
        assertThat(failure.code()).isEqualTo(FailureCode.RESOURCE_MISSING);
        assertThat(failure.why().orElse("")).contains("function-errors");
        assertThat(alarms().status()).allMatch(status -> status.found().isEmpty());
    }
}
