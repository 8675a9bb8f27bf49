package io.picasso.analytics.benchmark;

import io.picasso.analytics.sample.SampleEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Batches as the queue brings them: 10 events of 1 to 3 sessions that go on at the same time. */
final class LiveBatches {
    static final int EVENTS = 10;
    private static final int MOST_SESSIONS = 3;
    private static final int OPEN_SESSIONS = 6;

    private final Deque<Deque<SampleEvent>> waiting = new ArrayDeque<>();
    private final List<Deque<SampleEvent>> open = new ArrayList<>();
    private final Random random;

    private LiveBatches(List<List<SampleEvent>> sessions, Random random) {
        sessions.forEach(events -> waiting.add(new ArrayDeque<>(events)));
        this.random = random;
    }

    /** So many batches; the same seed gives the same ones. */
    static List<List<SampleEvent>> of(int count, String round, long seed) {
        LiveBatches source =
                new LiveBatches(Conversations.sessions(count * 3 + OPEN_SESSIONS, round), new Random(seed));
        List<List<SampleEvent>> batches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batches.add(source.next());
        }
        return batches;
    }

    private List<SampleEvent> next() {
        List<Deque<SampleEvent>> talking = talking(1 + random.nextInt(MOST_SESSIONS));
        List<SampleEvent> batch = new ArrayList<>();
        while (batch.size() < EVENTS) {
            talking.removeIf(Deque::isEmpty);
            batch.add(talking.get(random.nextInt(talking.size())).remove());
        }
        return batch;
    }

    /** So many of the open sessions, or as many more as are needed to have enough to say. */
    private List<Deque<SampleEvent>> talking(int sessions) {
        open.removeIf(Deque::isEmpty);
        while (true) {
            while (open.size() < OPEN_SESSIONS) {
                open.add(waiting.remove());
            }
            Collections.shuffle(open, random);
            for (int count = sessions; count <= MOST_SESSIONS; count++) {
                List<Deque<SampleEvent>> chosen = open.subList(0, count);
                if (chosen.stream().mapToInt(Deque::size).sum() >= EVENTS) {
                    return new ArrayList<>(chosen);
                }
            }
            // Three that have nearly ended: others come in their place.
            open.subList(0, MOST_SESSIONS).clear();
        }
    }
}
