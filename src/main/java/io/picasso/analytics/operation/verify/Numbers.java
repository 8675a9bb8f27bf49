package io.picasso.analytics.operation.verify;

/**
 * A set of numbers that takes little memory, and never more than a bound: what does not fit is not remembered, and asked
 * for later, it is taken for new.
 */
final class Numbers {
    private static final int SMALLEST = 1 << 10;

    private final int most;
    private long[] slots = new long[SMALLEST];
    private int count;

    Numbers(int most) {
        this.most = most;
    }

    /** Adds a number; false when it was there. Zero is a number like another. */
    boolean add(long number) {
        long key = number == 0 ? Long.MIN_VALUE : number;
        int slot = slot(slots, key);
        if (slots[slot] == key) {
            return false;
        }
        if (count < most) {
            slots[slot] = key;
            count++;
            if (count * 2L > slots.length) {
                grow();
            }
        }
        return true;
    }

    void clear() {
        slots = new long[SMALLEST];
        count = 0;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        for (long key : slots) {
            if (key != 0) {
                larger[slot(larger, key)] = key;
            }
        }
        slots = larger;
    }

    private static int slot(long[] slots, long key) {
        int mask = slots.length - 1;
        int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 33) & mask;
        while (slots[slot] != 0 && slots[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
