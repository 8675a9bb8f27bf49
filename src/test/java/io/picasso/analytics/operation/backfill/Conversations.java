package io.picasso.analytics.operation.backfill;

import io.picasso.analytics.event.SessionId;
import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.sample.ConversationScript;
import io.picasso.analytics.sample.Dialog;
import io.picasso.analytics.sample.SampleEvent;
import io.picasso.analytics.sample.TaskmasterDialogs;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Real conversations of several tenants over several days, some of them over midnight. */
final class Conversations {
    private static final int DAYS = 4;
    private static final int MINUTES_OF_A_DAY = 24 * 60;

    private Conversations() {}

    /** The messages of so many conversations, each once, in the order of their sessions. */
    static List<String> of(int count, Random random) {
        List<String> texts = new ArrayList<>();
        Instant yesterday = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(1));
        for (Dialog dialog : TaskmasterDialogs.all().subList(0, count)) {
            Tenant tenant = IngestEnvironment.TENANTS.get(Math.max(0, random.nextInt(6) - 3));
            // Every third begins in the last minute of its day.
            int minute = random.nextInt(3) == 0 ? MINUTES_OF_A_DAY - 1 : random.nextInt(MINUTES_OF_A_DAY - 1);
            Instant start = yesterday
                    .minus(Duration.ofDays(1 + random.nextInt(DAYS)))
                    .plus(Duration.ofMinutes(minute))
                    .plusMillis(random.nextInt(60_000));
            SessionId session = ConversationScript.sessionId(dialog, start);
            ConversationScript.events(dialog, tenant, start, session).stream()
                    .map(SampleEvent::text)
                    .forEach(texts::add);
        }
        return texts;
    }

    /** The same messages as they are delivered: some again, all in any order. */
    static List<String> delivered(List<String> texts, Random random) {
        List<String> deliveries = new ArrayList<>(texts);
        for (int i = texts.size() / 5; i > 0; i--) {
            deliveries.add(texts.get(random.nextInt(texts.size())));
        }
        Collections.shuffle(deliveries, random);
        return deliveries;
    }
}
