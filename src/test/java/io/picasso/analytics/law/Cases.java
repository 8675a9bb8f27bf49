package io.picasso.analytics.law;

import java.util.Random;
import java.util.function.Consumer;

/**
 * Tries a law on many random cases. The seed is fixed, so that a build is repeatable; {@code -Dpicasso.seed=N} starts
 * at another one, {@code -Dpicasso.seed=new} at one never seen.
 */
public final class Cases {
    private static final long DEFAULT_SEED = 20_251_228L;

    private Cases() {}

    /** Tries the law on that many cases, each with its own source of randomness. */
    public static void forAll(int count, Consumer<Random> law) {
        long first = firstSeed();
        for (long seed = first; seed < first + count; seed++) {
            try {
                law.accept(new Random(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("broken; repeat with -Dpicasso.seed=" + seed, e);
            }
        }
    }

    /** One of the things. */
    @SafeVarargs
    public static <T> T oneOf(Random random, T... things) {
        return things[random.nextInt(things.length)];
    }

    /** The seed of the first case. */
    public static long firstSeed() {
        String given = System.getProperty("picasso.seed", "");
        if (given.equals("new")) {
            return new Random().nextLong() >>> 16;
        }
        return given.isEmpty() ? DEFAULT_SEED : Long.parseLong(given);
    }
}
