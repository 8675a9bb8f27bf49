package io.picasso.analytics.operation.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.gate.Check;
import io.picasso.analytics.gate.Checks;
import io.picasso.analytics.operation.doctor.DoctorChecks;
import io.picasso.analytics.operation.doctor.HealthChecks;
import io.picasso.analytics.operation.ttl.TtlChecks;
import io.picasso.analytics.resource.AlarmDeclaration;
import io.picasso.analytics.resource.AlarmDeclarations;
import io.picasso.analytics.setting.Settings;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever is called at night finds something under every name that calls him. */
class RunbookTest {
    private static final Settings SETTINGS = Settings.defaults("staging");
    private static final Runbook RUNBOOK = Runbook.of(SETTINGS);

    private static List<String> names() {
        return Stream.of(
                        AlarmDeclarations.of(SETTINGS).stream().map(AlarmDeclaration::id),
                        DoctorChecks.all().stream().map(Check::id),
                        HealthChecks.all().stream().map(Check::id),
                        TtlChecks.all().stream().map(Check::id),
                        Checks.all().stream().map(Check::id))
                .flatMap(names -> names)
                .toList();
    }

    @Test
    void everyAlarmAndEveryCheckHasAWholeSection() {
        assertThat(names()).hasSizeGreaterThan(60).doesNotHaveDuplicates();
        assertThat(names()).allSatisfy(name -> {
            Section section = RUNBOOK.find(name).orElseThrow();
            assertThat(section.symptom()).isNotBlank();
            assertThat(section.look()).as("where to look").isNotBlank();
            assertThat(section.act()).as("what to do").isNotBlank();
            assertThat(section.undo()).as("how to take it back").isNotBlank();
        });
        assertThat(RUNBOOK.sections()).hasSize(names().size());
    }

    @Test
    void nothingIsWrittenAboutWhatIsNotThere() {
        Set<String> known = names().stream().collect(Collectors.toSet());

        assertThat(RunbookText.read().names()).allMatch(name -> known.contains(name) || name.matches("gate\\.[1-7]"));
    }

    @Test
    void everyAlarmLinksItsSection() {
        assertThat(AlarmDeclarations.of(SETTINGS))
                .allSatisfy(alarm -> assertThat(alarm.description()).contains("runbook " + alarm.id()));
    }
}
