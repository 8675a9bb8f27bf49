package io.picasso.analytics.adapter.aws;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How long to wait for something that AWS does in its own time.
 *
 * @param longest the end of the wait
 * @param pause the time between two looks
 */
public record Patience(Duration longest, Duration pause) {
    /** Ten minutes, a look every second. */
    public static final Patience DEFAULT = new Patience(Duration.ofMinutes(10), Duration.ofSeconds(1));

    /** The same pauses, with another end. */
    public Patience upTo(Duration end) {
        return new Patience(end, pause);
    }

    /**
     * Looks until there is a result. The first look is at once; the pause starts short, for engines that need none.
     *
     * @param look empty as long as it is not there yet
     * @param tooLong makes the failure for the end of the wait
     * @throws Failure INTERRUPTED when the thread is interrupted
     */
    public <T> T await(Supplier<Optional<T>> look, Supplier<Failure> tooLong) {
        long end = System.nanoTime() + longest.toNanos();
        Duration wait = Duration.ofMillis(20);
        while (true) {
            Optional<T> result = look.get();
            if (result.isPresent()) {
                return result.get();
            }
            if (System.nanoTime() - end >= 0) {
                throw tooLong.get();
            }
            sleep(wait.compareTo(pause) < 0 ? wait : pause);
            wait = wait.multipliedBy(2);
        }
    }

    private static void sleep(Duration wait) {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureCode.INTERRUPTED, "interrupted while waiting")
                    .cause(e);
        }
    }
}
