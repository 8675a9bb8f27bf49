package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.gate.GateVerdict;
import io.picasso.analytics.operation.gate.RecordedRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What runs of phases have found.
 *
 * @param runs as they stand in the evidence
 * @param verdict the worst of them
 * @param place where the evidence lies
 */
record GateRunAnswer(String environment, List<RecordedRun> runs, GateVerdict verdict, String place) implements Answer {
    static GateRunAnswer of(
            String environment, List<RecordedRun> all, List<String> names, GateVerdict verdict, String place) {
        return new GateRunAnswer(
                environment,
                all.stream().filter(run -> names.contains(run.run())).toList(),
                verdict,
                place);
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("environment", environment);
        data.put("verdict", verdict.word());
        data.put("evidence", place);
        data.put("runs", runs.stream().map(GateFields::of).toList());
        return data;
    }

    @Override
    public Optional<String> rows() {
        return Optional.of("runs");
    }

    @Override
    public void draw(Screen screen) {
        runs.forEach(run -> {
            GateTable.draw(screen, run);
            screen.line("");
        });
        screen.line(screen.toned(GateFields.tone(verdict), verdict.word()) + "  " + verdict.act());
        screen.line(screen.toned(Tone.FAINT, "Evidence: " + place));
    }
}
