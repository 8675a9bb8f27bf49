package io.picasso.analytics.operation.runbook;

import io.picasso.analytics.gate.Check;
import io.picasso.analytics.gate.Checks;
import io.picasso.analytics.gate.Limit;
import io.picasso.analytics.operation.doctor.DoctorChecks;
import io.picasso.analytics.operation.doctor.HealthChecks;
import io.picasso.analytics.operation.ttl.TtlChecks;
import io.picasso.analytics.resource.AlarmComparison;
import io.picasso.analytics.resource.AlarmDeclaration;
import io.picasso.analytics.resource.AlarmDeclarations;
import io.picasso.analytics.setting.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What to do about every alarm and every check. What is seen comes from the alarm or check itself, and so does what to do
 * about a check; where to look and how to take it back is written.
 */
public final class Runbook {
    private static final String LOOK = "Look";
    private static final String ACT = "Act";
    private static final String UNDO = "Undo";

    private final RunbookText text;
    private final List<Section> sections = new ArrayList<>();

    private Runbook(RunbookText text) {
        this.text = text;
    }

    /**
     * The runbook.
     *
     * @param settings the environment whose alarms are meant
     */
    public static Runbook of(Settings settings) {
        Runbook runbook = new Runbook(RunbookText.read());
        AlarmDeclarations.of(settings).forEach(runbook::add);
        DoctorChecks.all().forEach(runbook::add);
        HealthChecks.all().forEach(runbook::add);
        TtlChecks.all().forEach(runbook::add);
        Checks.all().forEach(runbook::add);
        return runbook;
    }

    private void add(AlarmDeclaration alarm) {
        sections.add(new Section(
                alarm.id(),
                alarm.meaning() + " The alarm fires on " + alarm.rule().metric().name() + ": "
                        + AlarmComparison.condition(alarm.rule()) + ".",
                written(alarm.id(), LOOK).orElse(""),
                written(alarm.id(), ACT).orElse(""),
                written(alarm.id(), UNDO).orElse("")));
    }

    private void add(Check check) {
        sections.add(new Section(
                check.id(),
                "Does not pass. It measures " + check.measures() + "; it has to be "
                        + check.limits().stream().map(Limit::text).collect(Collectors.joining(", ")) + ".",
                written(check.id(), LOOK).orElse(""),
                check.remedy()
                        + text.find(check.id(), ACT).map(more -> " " + more).orElse(""),
                written(check.id(), UNDO).orElse("")));
    }

    /** What is written under the name, or for the phase of a gate's check. */
    private Optional<String> written(String id, String part) {
        return text.find(id, part).or(() -> text.find("gate." + id.split("\\.")[0], part));
    }

    /** Every section: alarms, then the checks of doctor, health, ttl, and the gates. */
    public List<Section> sections() {
        return List.copyOf(sections);
    }

    /** The section of an alarm or check; empty when there is none of that name. */
    public Optional<Section> find(String id) {
        return sections.stream().filter(section -> section.id().equals(id)).findFirst();
    }
}
