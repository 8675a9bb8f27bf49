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
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

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
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<FoundAlarm> found = read().values().stream()
                .filter(alarm -> alarm.name().startsWith(prefix))
                .map(alarm -> evaluated(alarm, now))
                .toList();
        if (!found.isEmpty()) {
            // What was set or deleted while these were evaluated is as it was set.
            change(all -> found.forEach(alarm -> all.computeIfPresent(
                    alarm.name(),
                    (name, there) -> there.rule().equals(alarm.rule()) ? in(alarm.state(), there) : there)));
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
        return in(new AlarmState(state.word(), state.reason(), since), alarm);
    }

    private static FoundAlarm in(AlarmState state, FoundAlarm alarm) {
        return new FoundAlarm(alarm.name(), alarm.rule(), alarm.description(), alarm.topics(), state);
    }

    @Override
    public void put(AlarmDeclaration alarm, Set<String> others) {
        Set<String> topics = new TreeSet<>(others);
        alarm.topic().ifPresent(topics::add);
        change(all -> all.put(
                alarm.name(),
                new FoundAlarm(
                        alarm.name(),
                        alarm.rule(),
                        alarm.description(),
                        topics,
                        new AlarmState(AlarmState.UNKNOWN, "not evaluated yet", Optional.empty()))));
    }

    @Override
    public void delete(String name) {
        change(all -> all.remove(name));
    }

    @Override
    public String place() {
        return "the embedded stack";
    }

    /** Changes what is in the file while nobody else does. */
    private void change(Consumer<Map<String, FoundAlarm>> change) {
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        synchronized (FileAlarms.class) {
            try {
                Files.createDirectories(file.toAbsolutePath().getParent());
                try (FileChannel channel =
                        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    // Given back with the channel.
                    channel.lock();
                    Map<String, FoundAlarm> all = read();
                    change.accept(all);
                    write(all);
                }
            } catch (IOException e) {
                throw LogFile.unusable(file, e);
            }
        }
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
            Path next = Files.createTempFile(file.toAbsolutePath().getParent(), "alarms", ".tmp");
            Files.writeString(next, text);
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw LogFile.unusable(file, e);
        }
    }
}
