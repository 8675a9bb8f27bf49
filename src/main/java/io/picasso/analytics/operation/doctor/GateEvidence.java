package io.picasso.analytics.operation.doctor;

import io.picasso.analytics.event.Reading;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.gate.Evidence;
import io.picasso.analytics.gate.EvidenceRecord;
import io.picasso.analytics.gate.EvidenceText;
import io.picasso.analytics.gate.Figure;
import io.picasso.analytics.gate.GateVerdict;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.gate.Phase;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.operation.gate.EvidenceStore;
import io.picasso.analytics.port.JsonParser;
import io.picasso.analytics.port.ObjectStore;
import io.picasso.analytics.port.ObjectStore.Listed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the evidence of the gates says of the last run of each phase. Whether it was altered, {@code gate verify} tells. */
public final class GateEvidence {
    /** The newest records that are read; a phase is some ten. */
    private static final int MOST = 300;

    private final ObjectStore lake;
    private final JsonParser parser;

    public GateEvidence(ObjectStore lake, JsonParser parser) {
        this.lake = lake;
        this.parser = parser;
    }

    /** The check {@link HealthChecks#GATES}. That none was run yet is no trouble of the environment's. */
    public Measurement measure() {
        List<String> paths = lake.stream(EvidenceStore.FOLDER)
                .map(Listed::path)
                .filter(path -> path.endsWith(".json"))
                .sorted()
                .toList();
        Map<Phase, Evidence.Ended> last = new TreeMap<>();
        paths.stream()
                .skip(Math.max(0, paths.size() - MOST))
                .flatMap(path -> lake.get(path).flatMap(this::ended).stream())
                .forEach(ended -> last.put(ended.phase(), ended));
        long failed = last.values().stream()
                .filter(ended -> ended.verdict() == GateVerdict.FAIL)
                .count();
        List<String> seen = last.isEmpty()
                ? List.of("no gate has been run here")
                : last.values().stream()
                        .map(ended -> "phase " + ended.phase().number() + ": "
                                + ended.verdict().word() + ", " + UtcTime.format(ended.at()))
                        .toList();
        return Measurement.taken(1, Figure.count("failed", failed), Figure.count("phases", last.size()))
                .seeing(seen);
    }

    private Optional<Evidence.Ended> ended(byte[] content) {
        return parser.parse(content) instanceof Reading.Accepted<JsonValue> accepted
                ? EvidenceRecord.read(accepted.value())
                        .flatMap(record -> EvidenceText.read(record.content()))
                        .filter(Evidence.Ended.class::isInstance)
                        .map(Evidence.Ended.class::cast)
                : Optional.empty();
    }
}
