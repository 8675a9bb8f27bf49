package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.operation.alarms.AlarmStatus;
import io.picasso.analytics.resource.AlarmState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the alarms are. */
record AlarmsStatusAnswer(String environment, List<AlarmStatus> alarms) implements Answer {
    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("environment", environment);
        data.put("firing", alarms.stream().filter(AlarmStatus::firing).count());
        data.put("alarms", alarms.stream().map(AlarmsStatusAnswer::row).toList());
        return data;
    }

    private static Map<String, Object> row(AlarmStatus alarm) {
        Optional<AlarmState> state = state(alarm);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("alarm", alarm.alarm().id());
        row.put("name", alarm.alarm().name());
        row.put("state", state.map(AlarmState::word).orElse(null));
        row.put("reason", state.map(AlarmState::reason).orElse(null));
        row.put("since", state.flatMap(AlarmState::since).map(UtcTime::format).orElse(null));
        row.put("as_declared", alarm.asDeclared());
        row.put("meaning", alarm.alarm().meaning());
        row.put("runbook", "runbook " + alarm.alarm().id());
        return row;
    }

    private static Optional<AlarmState> state(AlarmStatus alarm) {
        return alarm.found().map(found -> found.state());
    }

    @Override
    public Optional<String> rows() {
        return Optional.of("alarms");
    }

    @Override
    public void draw(Screen screen) {
        List<List<String>> rows = new ArrayList<>();
        for (AlarmStatus alarm : alarms) {
            rows.add(List.of(
                    alarm.alarm().id(),
                    word(screen, alarm),
                    state(alarm)
                            .flatMap(AlarmState::since)
                            .map(since -> UtcTime.format(since).substring(0, 16).replace('T', ' '))
                            .orElse(""),
                    state(alarm).map(AlarmState::reason).orElse("")));
        }
        screen.textTable(List.of("ALARM", "STATE", "SINCE (UTC)", "WHY"), rows);
        for (AlarmStatus alarm : alarms) {
            if (alarm.firing()) {
                screen.line(screen.toned(Tone.BAD, alarm.alarm().id()) + ": "
                        + alarm.alarm().meaning());
                screen.line("  what to do: "
                        + Invocation.of(environment, "runbook " + alarm.alarm().id()));
            }
        }
        if (alarms.stream().anyMatch(alarm -> !alarm.asDeclared())) {
            screen.line("Set what is not as declared: " + Invocation.of(environment, "alarms apply"));
        }
    }

    private static String word(Screen screen, AlarmStatus alarm) {
        if (alarm.found().isEmpty()) {
            return screen.toned(Tone.BAD, "not set");
        }
        String differs = alarm.asDeclared() ? "" : ", differs";
        AlarmState state = alarm.found().get().state();
        if (state.firing()) {
            return screen.toned(Tone.BAD, "fires" + differs);
        }
        return state.known()
                ? screen.toned(Tone.GOOD, "ok" + differs)
                : screen.toned(Tone.WARNING, "unknown" + differs);
    }
}
