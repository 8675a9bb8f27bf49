package io.picasso.analytics.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.resource.AlarmDeclaration;
import io.picasso.analytics.resource.AlarmDeclarations;
import io.picasso.analytics.resource.AlarmRule;
import io.picasso.analytics.resource.AlarmState;
import io.picasso.analytics.resource.FoundAlarm;
import io.picasso.analytics.resource.MetricName;
import io.picasso.analytics.resource.MissingData;
import io.picasso.analytics.resource.Statistic;
import io.picasso.analytics.setting.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every keeper of alarms does. */
public abstract class AlarmControlContract {
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:alarms";

    /** A keeper without any alarm. */
    protected abstract AlarmControl control();

    private static AlarmDeclaration alarm(String name, double threshold, Optional<String> topic) {
        MetricName metric =
                new MetricName("AWS/SQS", "ApproximateAgeOfOldestMessage", Map.of("QueueName", "nobodys-queue"));
        return new AlarmDeclaration(
                "id",
                name,
                AlarmRule.above(threshold, metric, Statistic.MAXIMUM, Duration.ofMinutes(1), MissingData.FINE)
                        .in(3, 5),
                "A meaning.",
                topic);
    }

    @Test
    void anAlarmIsFoundAsItWasSet() {
        AlarmControl control = control();
        AlarmDeclaration alarm = alarm("a-one", 0.5, Optional.of(TOPIC));

        control.put(alarm);

        FoundAlarm found = control.find("a-").get(0);
        assertThat(found.name()).isEqualTo("a-one");
        assertThat(found.rule()).isEqualTo(alarm.rule());
        assertThat(found.description()).isEqualTo(alarm.description());
        assertThat(found.topics()).containsExactly(TOPIC);
        assertThat(found.state().word()).isIn(AlarmState.OK, AlarmState.FIRING, AlarmState.UNKNOWN);
    }

    @Test
    void everyDeclaredAlarmIsFoundAsItWasSet() {
        AlarmControl control = control();
        List<AlarmDeclaration> declared = AlarmDeclarations.of(Settings.defaults("staging"));

        declared.forEach(control::put);

        List<FoundAlarm> found = control.find(AlarmDeclarations.prefix(Settings.defaults("staging")));
        assertThat(found).extracting(FoundAlarm::name).isSorted();
        assertThat(found)
                .extracting(FoundAlarm::rule)
                .containsExactlyInAnyOrderElementsOf(
                        declared.stream().map(AlarmDeclaration::rule).toList());
    }

    @Test
    void anAlarmThatIsSetAgainIsReplacedAsAWhole() {
        AlarmControl control = control();
        control.put(alarm("a-one", 1, Optional.of(TOPIC)));

        control.put(alarm("a-one", 2, Optional.empty()));

        assertThat(control.find("a-")).singleElement().satisfies(found -> {
            assertThat(found.rule().threshold()).isEqualTo(2);
            assertThat(found.topics()).isEmpty();
        });
    }

    @Test
    void anAlarmTellsOthersBesidesTheDeclaredTopic() {
        AlarmControl control = control();
        String other = "arn:aws:sns:us-east-1:123456789012:somebody";

        control.put(alarm("a-one", 1, Optional.of(TOPIC)), Set.of(other));

        assertThat(control.find("a-").get(0).topics()).containsExactlyInAnyOrder(TOPIC, other);
    }

    @Test
    void anAlarmThatIsDeletedIsGoneAndNoOtherIs() {
        AlarmControl control = control();
        control.put(alarm("a-one", 1, Optional.empty()));
        control.put(alarm("a-two", 1, Optional.empty()));

        control.delete("a-one");
        control.delete("a-one");

        assertThat(control.find("a-")).extracting(FoundAlarm::name).containsExactly("a-two");
    }

    @Test
    void onlyThoseOfThePrefixAreFound() {
        AlarmControl control = control();
        control.put(alarm("b-two", 1, Optional.empty()));
        control.put(alarm("a-one", 1, Optional.empty()));

        assertThat(control.find("a-")).extracting(FoundAlarm::name).containsExactly("a-one");
        assertThat(control.find("c-")).isEmpty();
    }
}
