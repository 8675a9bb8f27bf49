package io.picasso.analytics.cli;

import io.picasso.analytics.gate.Check;
import io.picasso.analytics.gate.CheckResult;
import io.picasso.analytics.gate.GateVerdict;
import io.picasso.analytics.gate.Measurement;
import io.picasso.analytics.gate.Phase;
import io.picasso.analytics.operation.gate.GateListener;
import java.util.List;
import java.util.OptionalLong;

/** Shows on standard error how a run goes on: one line that is updated on a terminal, elsewhere a line for each check. */
final class GateDisplay implements GateListener, AutoCloseable {
    private static final int COLUMNS = 24;

    private final Command command;
    private final Phase phase;
    private final Progress progress;
    private final Interruption.Registration ending;
    private final boolean updating;
    private int all;
    private int passed;
    private int others;

    GateDisplay(Command command, Phase phase) {
        this.command = command;
        this.phase = phase;
        this.updating = command.context().terminal().errIsTerminal();
        this.progress = command.progress("checks", OptionalLong.empty());
        this.ending = command.context()
                .interruption()
                .onInterrupt(() -> progress.note("Stopping: the probes are being removed ..."));
    }

    boolean isStopped() {
        return command.context().interruption().requested();
    }

    @Override
    public void begun(String run, List<Check> checks) {
        all = checks.size();
        command.detail("run " + run);
    }

    @Override
    public void checking(Check check) {
        if (updating) {
            progress.show(head() + check.id() + "  " + check.measures());
        }
    }

    @Override
    public void watched(Measurement measurement) {
        String figures =
                measurement.figure("watched").map(figure -> figure.text()).orElse("") + " watched"
                        + measurement
                                .figure("overhead")
                                .map(figure -> ", overhead " + figure.text())
                                .orElse("");
        String line = Sparkline.of(measurement.series().values(), COLUMNS);
        if (updating) {
            progress.show(head() + "4.watch  " + line + "  " + figures);
        } else {
            progress.note("watching       " + figures);
        }
    }

    @Override
    public void checked(CheckResult result) {
        if (result.passed()) {
            passed++;
        } else {
            others++;
        }
        if (!updating || result.verdict() == GateVerdict.FAIL || result.verdict() == GateVerdict.ERROR) {
            progress.note(String.format(
                    "%-12s  %-16s  %s",
                    result.verdict().word(),
                    result.check(),
                    result.reason().isEmpty() ? result.figuresText() : result.reason()));
        }
    }

    @Override
    public void noted(String line) {
        progress.note(line);
    }

    private String head() {
        return "phase " + phase.number() + "  " + (passed + others + 1) + " of " + all + "  "
                + (others == 0 ? "" : others + " not passed  ");
    }

    @Override
    public void close() {
        progress.close();
        ending.close();
    }
}
