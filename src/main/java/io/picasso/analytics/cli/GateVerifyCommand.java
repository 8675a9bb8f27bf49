package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.gate.EvidenceChain;
import io.picasso.analytics.operation.gate.EvidenceStore;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Looks whether the evidence is what was written. */
@picocli.CommandLine.Command(
        name = "verify",
        description = {
            "Reads every record of evidence and names the first that is not as it was written, or is missing.",
            "That the last records were taken away, or all were made anew, can only be seen by who has kept the end of"
                    + " the chain: it is printed, and given with --kept another time."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics gate verify",
            "  picasso-analytics gate verify --kept 12:9f86d0..."
        })
final class GateVerifyCommand extends EnvironmentCommand {
    @Option(
            names = "--kept",
            paramLabel = "NUMBER:HASH",
            description = "Where the chain ended when it was verified before, as that printed it.")
    @Nullable
    String kept;

    @Override
    ExitStatus run() {
        Optional<EvidenceStore.Kept> then = Optional.ofNullable(kept).map(GateVerifyCommand::read);
        EvidenceStore evidence = wiring().gates(Duration.ZERO, Optional.empty()).evidence();
        EvidenceChain chain = evidence.verify(then);
        print(new Shown(
                wiring().settings().environment(),
                chain,
                evidence.place(),
                chain.broken().map(broken -> evidence.place(broken.place()))));
        if (chain.broken().isPresent()) {
            return ExitStatus.CHECK_FAILED;
        }
        return chain.records() == 0 ? ExitStatus.INCONCLUSIVE : ExitStatus.OK;
    }

    private static EvidenceStore.Kept read(String text) {
        if (!text.matches("\\d{1,8}:[0-9a-f]{64}")) {
            throw Failure.of(FailureCode.BAD_USAGE, "'" + text + "' is not the end of a chain")
                    .where("--kept")
                    .next("It is a number, a colon and 64 hexadecimal digits, as 'gate verify' prints it.");
        }
        int colon = text.indexOf(':');
        return new EvidenceStore.Kept(Integer.parseInt(text.substring(0, colon)), text.substring(colon + 1));
    }

    private record Shown(String environment, EvidenceChain chain, String place, Optional<String> object)
            implements Answer {
        @Override
        public Map<String, Object> data() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("environment", environment);
            data.put("evidence", place);
            data.put("sound", chain.broken().isEmpty());
            data.put("records", chain.records());
            data.put("sound_records", chain.sound());
            data.put("end", chain.sound() == 0 ? null : chain.sound() + ":" + chain.hash());
            data.put("broken_at", chain.broken().map(EvidenceChain.Break::place).orElse(null));
            data.put("object", object.orElse(null));
            data.put("why", chain.broken().map(EvidenceChain.Break::why).orElse(null));
            return data;
        }

        @Override
        public void draw(Screen screen) {
            if (chain.broken().isPresent()) {
                EvidenceChain.Break broken = chain.broken().get();
                screen.line(screen.toned(Tone.BAD, "Record " + broken.place() + " is not as it was written: ")
                        + broken.why());
                screen.line("  " + object.orElse(""));
                screen.line("  " + chain.sound() + " records before it are sound.");
                return;
            }
            if (chain.records() == 0) {
                screen.line("There is no evidence yet, in " + place);
                return;
            }
            screen.line(
                    screen.toned(Tone.GOOD, Plural.of(chain.records(), "record") + " of evidence, all as written."));
            screen.line("  end  " + chain.sound() + ":" + chain.hash());
            screen.line("  "
                    + screen.toned(
                            Tone.FAINT,
                            "Keep the end elsewhere: --kept proves later that nothing was"
                                    + " taken away or made anew."));
        }
    }
}
