package io.picasso.analytics.gate;

import java.util.List;
import java.util.stream.Collectors;

/** The page of the gates, made of the checks, so that none is missing and none is there that is not made. */
public final class GatesPage {
    private GatesPage() {}

    public static String text() {
        StringBuilder page = new StringBuilder("""
                <!-- Generated from the checks; run the tests with -Dupdate.docs=true. -->

                # Gates

                A rollout goes phase by phase. `gate run PHASE` measures every check of a phase in the environment itself:
                it writes sessions of two tenants that nobody else has (`gate-probe-ours`, `gate-probe-theirs`), looks
                what became of them, and removes everything again, also when it fails or is interrupted. What a killed
                run has left is removed by the next one.

                | verdict | means |
                |---|---|
                """);
        for (GateVerdict verdict : GateVerdict.values()) {
            page.append("| `" + verdict.word() + "` | " + meaning(verdict) + " |\n");
        }
        page.append("""

                The worst verdict of its checks is the phase's. A phase begins only when the last run of the one before
                has passed; `--override REASON` lets it begin all the same, and the reason is kept. A run that was
                killed or interrupted has not passed; `--resume` takes over what passed in it. A check is skipped when one
                that it needs did not pass.

                ## From nothing to the last phase

                ```
                picasso-analytics provision apply
                picasso-analytics gate run 1
                picasso-analytics gate run 2
                picasso-analytics deploy push
                picasso-analytics gate run 3
                picasso-analytics writes enable --reason "phase 3 has passed"
                picasso-analytics gate run 4 --watch 15m --auto-rollback
                picasso-analytics gate run 5
                picasso-analytics gate run 6
                picasso-analytics gate run 7
                ```

                On the embedded stack as it stands here; elsewhere with `--env NAME`. The functions are deployed with
                writing off, so that phase 3 has a baseline to record; phase 4 measures against it. `gate run all` goes on
                from the first phase that has not passed to the first that does not pass now.

                The time of phases 3 and 4 is Lambda's own report of each call; that of phases 5 and 6 is what the caller
                waits for. The first calls are not counted: 5 of the function and 100 of each request of the API, since
                "warm" is what is promised; then 25 and 300 are. On a machine that is busy with something else a phase may
                fail for that alone: it is run again when it is quiet.

                ## Evidence

                Each step of a run is a record in the lake bucket, `ops/gates/evidence/00000001.json` and on: who, when,
                which versions, every figure with its limit and its samples, the verdict. A record is canonical JSON with
                its own SHA-256 and that of the record before. `gate verify` names the first record that is not as it was
                written. That the last records were taken away, or the whole chain made anew, only he can see who has kept
                the chain's end: `gate verify` prints it, `gate verify --kept NUMBER:HASH` compares.

                ## What is not measured in the environment

                - *Unit tests passing, all functions implemented*: what the plan's unit tests assert is measured here on
                  the environment itself, by the checks of phases 2 and 5. The tests of the program run when it is built.
                - *DynamoDB deletes expired rows*: that takes up to 48 hours. The checks `1.ttl` and `2.ttl` see that TTL
                  is on and that every row has its time; the deletion is followed up outside of a gate.
                - *CloudWatch alarms*: that they are set is not a gate's to prove. `4.alert` and `4.watch` measure what they
                  would tell of.
                - *No errors in the logs*: the logs of the calls that a gate makes itself are read (Lambda hands them back
                  with the answer), those of other calls are not.

                ## What each line of the plan is proven by

                """);
        String section = "";
        for (PlanLine line : PlanLine.values()) {
            if (!line.section().equals(section)) {
                section = line.section();
                page.append("\n### " + section + "\n\n| line | checks |\n|---|---|\n");
            }
            String checks = Checks.all().stream()
                    .filter(check -> check.covers().contains(line))
                    .map(check -> "`" + check.id() + "`")
                    .collect(Collectors.joining(", "));
            page.append("| " + line.number() + ": " + cell(line.text()) + " | " + checks + " |\n");
        }
        for (Phase phase : Phase.values()) {
            page.append("\n## Phase " + phase.number() + ": " + phase.title() + "\n\n" + phase.purpose()
                    + "\n\n| check | what is measured | limits | samples | needs | when it does not pass |\n"
                    + "|---|---|---|---|---|---|\n");
            Checks.of(phase).forEach(check -> row(page, check));
        }
        return page.toString();
    }

    private static void row(StringBuilder page, Check check) {
        page.append(String.join(
                        " | ",
                        "| `" + check.id() + "`",
                        cell(check.measures()),
                        check.limits().stream().map(Limit::text).collect(Collectors.joining(", ")),
                        Integer.toString(check.samples()),
                        ids(check.needs()),
                        cell(check.remedy())))
                .append(" |\n");
    }

    private static String ids(List<String> ids) {
        return ids.stream().map(id -> "`" + id + "`").collect(Collectors.joining(", "));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }

    private static String meaning(GateVerdict verdict) {
        return switch (verdict) {
            case PASS -> "It was measured, on enough samples, and every limit holds.";
            case SKIP -> "It was not measured, because something before it did not pass.";
            case INCONCLUSIVE -> "There is not enough to tell: no data, too few samples, or it was cut short.";
            case ERROR -> "Measuring it went wrong.";
            case FAIL -> "It was measured and a limit does not hold.";
        };
    }
}
