package io.picasso.analytics.sample;

/** Makes choices that look arbitrary and are always the same. */
final class Choice {
    private Choice() {}

    /** A number from 0 up to, not including, the bound: the same for the same texts. */
    static int below(int bound, String... texts) {
        return (int) (mixed(texts) % bound);
    }

    /** A short text of digits and lower case letters: the same for the same texts. */
    static String base36(int length, String... texts) {
        String digits = Long.toString(mixed(texts), 36);
        return "0".repeat(Math.max(0, length - digits.length()))
                + digits.substring(Math.max(0, digits.length() - length));
    }

    private static long mixed(String... texts) {
        long hash = 0xcbf29ce484222325L;
        for (String text : texts) {
            for (int i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
            }
            hash = (hash ^ 0xffff) * 0x100000001b3L;
        }
        // The finalizer of SplitMix64: spreads what differs in one character over all bits.
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return (hash ^ (hash >>> 31)) >>> 1;
    }
}
