package io.picasso.analytics.cli;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.operation.backfill.ShardProcessor;
import io.picasso.analytics.operation.backfill.ShardWorker.Result;
import java.util.function.Consumer;

/** Counts what became of shards, and tells of each. Safe for many threads. */
final class ShardTally implements ShardProcessor.Listener {
    private final Consumer<String> teller;
    private long finished;
    private long wasFinished;
    private long givenBack;
    private long refused;
    private long failed;

    ShardTally(Consumer<String> teller) {
        this.teller = teller;
    }

    @Override
    public synchronized void worked(String run, String shard, Result result) {
        switch (result) {
            case FINISHED -> finished++;
            case WAS_FINISHED -> wasFinished++;
            case INTERRUPTED -> givenBack++;
        }
        teller.accept(run + " " + shard + ": "
                + switch (result) {
                    case FINISHED -> "done";
                    case WAS_FINISHED -> "was done before";
                    case INTERRUPTED -> "given back";
                });
    }

    @Override
    public synchronized void refused(Failure why) {
        refused++;
        teller.accept(text(why) + "; the message is set aside after some tries");
    }

    @Override
    public synchronized void failed(String run, String shard, Failure why) {
        failed++;
        teller.accept(run + " " + shard + ": " + text(why) + "; it comes again");
    }

    synchronized ShardsAnswer answer() {
        return new ShardsAnswer(finished, wasFinished, givenBack, refused, failed);
    }

    private static String text(Failure failure) {
        return failure.what() + failure.why().map(why -> " (" + why + ")").orElse("");
    }
}
