package io.picasso.analytics.operation.lake;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Remembers which lines it has seen, by 128 bits of their SHA-256, up to a number. Beyond that it knows no new ones, so
 * that a repeat may be kept, but never is a line taken for another.
 */
final class LineSet {
    private static final int FIRST_CAPACITY = 1 << 12;

    private final int most;
    private final MessageDigest sha;
    private long[] slots = new long[2 * FIRST_CAPACITY];
    private int size;

    /** @param most lines remembered; 32 to 64 bytes each */
    LineSet(int most) {
        this.most = most;
        try {
            this.sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether the line is new, as far as is remembered. */
    boolean add(byte[] line) {
        ByteBuffer digest = ByteBuffer.wrap(sha.digest(line));
        long high = digest.getLong() | 1; // never 0, which stands for an empty slot
        long low = digest.getLong();
        int slot = find(high, low);
        if (slots[slot] != 0) {
            return false;
        }
        if (size < most) {
            slots[slot] = high;
            slots[slot + 1] = low;
            size++;
            if (size > slots.length / 4) {
                grow();
            }
        }
        return true;
    }

    private int find(long high, long low) {
        int mask = slots.length / 2 - 1;
        int index = (int) (low & mask);
        while (slots[2 * index] != 0 && (slots[2 * index] != high || slots[2 * index + 1] != low)) {
            index = (index + 1) & mask;
        }
        return 2 * index;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        for (int i = 0; i < old.length; i += 2) {
            if (old[i] != 0) {
                int slot = find(old[i], old[i + 1]);
                slots[slot] = old[i];
                slots[slot + 1] = old[i + 1];
            }
        }
    }
}
