package io.picasso.analytics.operation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.gate.CheckResult;
import io.picasso.analytics.gate.Figure;
import io.picasso.analytics.gate.GateVerdict;
import io.picasso.analytics.gate.Phase;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.resource.Part;
import io.picasso.analytics.setting.SettingKey;
import io.picasso.analytics.wiring.Gates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An environment of its own, and its gates. */
final class Gated implements AutoCloseable {
    final IngestEnvironment environment;
    final PassingTarget target;
    private final Gates gates;

    private Gated(IngestEnvironment environment, Path folder) {
        this.environment = environment;
        environment.set(SettingKey.TOKEN_KEY_FILE, folder.resolve("token.key").toString());
        this.gates = environment.wiring().gates(Duration.ofSeconds(30), Optional.empty());
        this.target = new PassingTarget(gates.target());
    }

    /** A new environment with these settings, provisioned in full. */
    static Gated create(Path folder, Map<SettingKey, String> own, Part... parts) {
        return new Gated(IngestEnvironment.create(own, Set.of(parts)), folder);
    }

    static Gated on(IngestEnvironment environment, Path folder) {
        return new Gated(environment, folder);
    }

    EvidenceStore evidence() {
        return gates.evidence();
    }

    List<RecordedRun> runs() {
        return RecordedRun.of(evidence().all());
    }

    static GateRequest request(Phase phase) {
        return new GateRequest(
                phase,
                "ada@desk",
                "desk",
                ProcessHandle.current().pid(),
                Map.of("program", "a test"),
                Optional.of("a test"),
                false,
                new Watch(Duration.ofSeconds(30), Duration.ofSeconds(10)),
                false);
    }

    static GateRequest strict(Phase phase) {
        return with(request(phase), Optional.empty(), false, false);
    }

    static GateRequest with(GateRequest one, Optional<String> override, boolean resume, boolean autoRollback) {
        return new GateRequest(
                one.phase(),
                one.who(),
                one.host(),
                one.process(),
                one.versions(),
                override,
                resume,
                one.watch(),
                autoRollback);
    }

    GateRun.Outcome run(Phase phase) {
        return run(request(phase), GateListener.NONE);
    }

    GateRun.Outcome run(GateRequest request, GateListener listener) {
        return new GateRun(target, evidence()).run(request, listener, () -> false);
    }

    static CheckResult check(GateRun.Outcome outcome, String id) {
        return outcome.result().checks().stream()
                .filter(result -> result.check().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static Optional<String> figure(CheckResult result, String name) {
        return result.figures().stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .map(Figure::text);
    }

    /** That one check fails with one figure, those that need it are skipped, and every other passes. */
    static void onlyFails(GateRun.Outcome outcome, String id, String figure, String value) {
        CheckResult failed = check(outcome, id);
        assertThat(failed.verdict()).as(failed.toString()).isEqualTo(GateVerdict.FAIL);
        assertThat(figure(failed, figure)).as(failed.toString()).contains(value);
        assertThat(failed.remedy()).isNotBlank();
        assertThat(outcome.result().checks())
                .filteredOn(result -> !result.check().equals(id))
                .allSatisfy(result ->
                        assertThat(result.verdict()).as(result.toString()).isIn(GateVerdict.PASS, GateVerdict.SKIP));
        assertThat(outcome.result().verdict()).isEqualTo(GateVerdict.FAIL);
    }

    static void passes(GateRun.Outcome outcome) {
        assertThat(outcome.result().checks())
                .allSatisfy(result ->
                        assertThat(result.verdict()).as(result.toString()).isEqualTo(GateVerdict.PASS));
        assertThat(outcome.result().passed()).isTrue();
    }

    /** That nothing is there but evidence. */
    void leavesNothing() {
        assertThat(environment.events()).isEmpty();
        assertThat(environment.summaries()).isEmpty();
        assertThat(environment.paths("")).allMatch(path -> path.startsWith("ops/"));
        assertThat(environment.paths("ops/gates/")).allMatch(path -> path.startsWith(EvidenceStore.FOLDER));
        assertThat(environment.wiring().tenants().ids()).noneMatch(id -> id.startsWith("gate-probe"));
        assertThat(evidence().verify(Optional.empty()).broken()).isEmpty();
    }

    @Override
    public void close() {
        environment.close();
    }
}
