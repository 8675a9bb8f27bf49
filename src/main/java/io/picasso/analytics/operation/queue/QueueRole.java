package io.picasso.analytics.operation.queue;

import io.picasso.analytics.setting.SettingKey;
import java.util.Arrays;
import java.util.Optional;

/** What a queue is for. */
public enum QueueRole {
    /** Events on their way to the processor. */
    EVENTS("events", SettingKey.QUEUE, false),
    /** Messages of events that failed again and again. */
    DEAD_LETTERS("dead-letters", SettingKey.DEAD_LETTER_QUEUE, false),
    /** Shards of backfills on their way to the workers. */
    BACKFILL("backfill", SettingKey.BACKFILL_QUEUE, true),
    /** Shards that failed again and again. */
    BACKFILL_DEAD_LETTERS("backfill-dead-letters", SettingKey.BACKFILL_DEAD_LETTER_QUEUE, true);

    private final String word;
    private final SettingKey setting;
    private final boolean shards;

    QueueRole(String word, SettingKey setting, boolean shards) {
        this.word = word;
        this.setting = setting;
        this.shards = shards;
    }

    /** The role an operator means by a word; empty when there is none. */
    public static Optional<QueueRole> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word.equals(word)).findFirst();
    }

    /** How an operator calls it. */
    public String word() {
        return word;
    }

    /** The setting with the queue's name. */
    public SettingKey setting() {
        return setting;
    }

    /** Whether its messages are shards of backfills; else they are events. */
    public boolean shards() {
        return shards;
    }

    /** Where its messages go when they are to be tried again; empty for a queue that is no dead-letter queue. */
    public Optional<QueueRole> origin() {
        return switch (this) {
            case DEAD_LETTERS -> Optional.of(EVENTS);
            case BACKFILL_DEAD_LETTERS -> Optional.of(BACKFILL);
            case EVENTS, BACKFILL -> Optional.empty();
        };
    }
}
