package io.picasso.analytics.operation.verify;

import io.picasso.analytics.operation.verify.CloseLook.Seen;
import io.picasso.analytics.session.EventDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Sessions of one tenant that wait to be read exactly, and what came of it. What is found is read once more after a
 * pause: only what is there both times, word for word, is a difference. Everything else was on its way.
 */
final class Suspects {
    /** Events held at once at most, so that memory stays small however much is wrong. */
    private static final int WEIGHT = 20_000;

    private static final int MOST_REMEMBERED = 1_000_000;

    private final CloseLook look;
    private final Duration pause;
    private final Consumer<Duration> sleeper;
    private final Tally tally;
    private final Consumer<Suspect> wrong;
    private final Map<SessionRef, Suspect> waiting = new LinkedHashMap<>();
    private final Numbers read = new Numbers(MOST_REMEMBERED);
    private int weight;

    /**
     * @param sleeper waits
     * @param wrong told of each session with a difference
     */
    Suspects(CloseLook look, Duration pause, Consumer<Duration> sleeper, Tally tally, Consumer<Suspect> wrong) {
        this.look = look;
        this.pause = pause;
        this.sleeper = sleeper;
        this.tally = tally;
        this.wrong = wrong;
    }

    /** Adds one that is a suspect for its anchor alone, if it was not read already, which finds that too. */
    void addUnlessRead(Suspect suspect) {
        if (read.add(number(suspect))) {
            add(suspect);
        }
    }

    void add(Suspect suspect) {
        read.add(number(suspect));
        waiting.merge(suspect.ref(), suspect, Suspect::and);
        weight += Math.max(1, suspect.weight());
        if (weight >= WEIGHT) {
            lookAtAll();
        }
    }

    private static long number(Suspect suspect) {
        return EventDigest.text(
                suspect.ref().tenantHash() + " " + suspect.ref().session().value());
    }

    void lookAtAll() {
        if (waiting.isEmpty()) {
            return;
        }
        List<Suspect> batch = List.copyOf(waiting.values());
        waiting.clear();
        weight = 0;
        tally.lookedAt += batch.size();
        Map<Suspect, Seen> first = look.look(batch, 0, Map.of());
        List<Suspect> differing = new ArrayList<>();
        Map<SessionRef, LakeSession> said = new HashMap<>();
        first.forEach((suspect, seen) -> {
            if (seen.findings().differences().isEmpty()) {
                explained(seen.findings());
            } else {
                differing.add(suspect);
                said.put(suspect.ref(), seen.lake());
            }
        });
        if (differing.isEmpty()) {
            return;
        }
        sleeper.accept(pause);
        boolean extra = differing.stream()
                .map(first::get)
                .anyMatch(seen -> seen != null && seen.findings().hasExtra());
        look.look(differing, extra ? CloseLook.FAR : CloseLook.NEAR, said).forEach((suspect, seen) -> {
            Seen before = first.get(suspect);
            if (before != null) {
                settle(suspect, before.findings(), seen.findings());
            }
        });
    }

    private void settle(Suspect suspect, Findings first, Findings second) {
        explained(second);
        Set<Difference> both = new HashSet<>(first.differences());
        both.retainAll(second.differences());
        tally.inFlight += second.differences().size() - both.size();
        second.differences().stream().filter(both::contains).forEach(tally::add);
        if (!both.isEmpty()) {
            wrong.accept(suspect);
        }
    }

    private void explained(Findings findings) {
        tally.deferred += findings.deferred;
        tally.inFlight += findings.inFlight;
        tally.olderThanLake += findings.olderThanLake;
    }
}
