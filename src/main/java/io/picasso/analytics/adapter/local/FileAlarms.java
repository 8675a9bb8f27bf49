package io.picasso.analytics.adapter.local;

import io.picasso.analytics.event.Reading;
import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.port.AlarmControl;
import io.picasso.analytics.port.FunctionTelemetry;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.resource.AlarmDeclaration;
import io.picasso.analytics.resource.AlarmEvaluation;
import io.picasso.analytics.resource.AlarmRule;
import io.picasso.analytics.resource.AlarmState;
import io.picasso.analytics.resource.FoundAlarm;
import io.picasso.analytics.resource.Measured;
import io.picasso.analytics.resource.Statistic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Alarms in a file of the embedded stack, one a line. They are evaluated when they are looked at, and how they were then
 * is kept with them.
 */
public final class FileAlarms implements AlarmControl {
    private final Path file;
    private final FunctionTelemetry telemetry;
    private final JsonParser parser;
    private final Clock clock;

    public FileAlarms(Path file, FunctionTelemetry telemetry, JsonParser parser, Clock clock) {
        this.file = file;
        this.telemetry = telemetry;
        this.parser = parser;
        this.clock = clock;
    }

    @Override
    public List<FoundAlarm> find(String prefix) {
        Map<String, FoundAlarm> all = read();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<FoundAlarm> found = new ArrayList<>();
        for (FoundAlarm alarm : List.copyOf(all.values())) {
            if (alarm.name().startsWith(prefix)) {
                FoundAlarm evaluated = evaluated(alarm, now);
                all.put(evaluated.name(), evaluated);
                found.add(evaluated);
            }
        }
        if (!found.isEmpty()) {
            write(all);
        }
        return found;
    }

    private FoundAlarm evaluated(FoundAlarm alarm, Instant now) {
        AlarmRule rule = alarm.rule();
        Measured measured = Statistic.of(rule.statistic())
                .map(statistic -> telemetry.measured(
                        rule.metric(),
                        statistic,
                        rule.period(),
                        now.minus(rule.period().multipliedBy(rule.periods())),
                        now.plusMillis(1)))
                .orElse(Measured.not(""));
        AlarmState state = AlarmEvaluation.state(rule, measured, now, Optional.of(alarm.state()));
        boolean same = state.word().equals(alarm.state().word());
        Optional<Instant> since = same ? alarm.state().since().or(() -> Optional.of(now)) : Optional.of(now);
        return new FoundAlarm(
                alarm.name(),
                rule,
                alarm.description(),
                alarm.topics(),
                new AlarmState(state.word(), state.reason(), since));
    }

    @Override
    public void put(AlarmDeclaration alarm) {
        Map<String, FoundAlarm> all = read();
        all.put(
                alarm.name(),
                new FoundAlarm(
                        alarm.name(),
                        alarm.rule(),
                        alarm.description(),
                        alarm.topic().stream().collect(java.util.stream.Collectors.toSet()),
                        new AlarmState(AlarmState.UNKNOWN, "not evaluated yet", Optional.empty())));
        write(all);
    }

    @Override
    public String place() {
        return "the embedded stack";
    }

    private Map<String, FoundAlarm> read() {
        Map<String, FoundAlarm> alarms = new TreeMap<>();
        try {
            for (String line : Files.readString(file).split("\n")) {
                AlarmText.read(object(line)).ifPresent(alarm -> alarms.put(alarm.name(), alarm));
            }
        } catch (NoSuchFileException e) {
            return alarms;
        } catch (IOException e) {
            throw LogFile.unusable(file, e);
        }
        return alarms;
    }

    private JsonObject object(String line) {
        return parser.parse(line.getBytes(StandardCharsets.UTF_8)) instanceof Reading.Accepted<JsonValue> accepted
                        && accepted.value() instanceof JsonObject object
                ? object
                : JsonObject.EMPTY;
    }

    private void write(Map<String, FoundAlarm> alarms) {
        StringBuilder text = new StringBuilder();
        alarms.values()
                .forEach(alarm ->
                        text.append(JsonText.compact(AlarmText.write(alarm))).append('\n'));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path next = Files.createTempFile(file.toAbsolutePath().getParent(), "alarms", ".tmp");
            Files.writeString(next, text);
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw LogFile.unusable(file, e);
        }
    }
}
