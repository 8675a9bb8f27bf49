package io.picasso.analytics.benchmark;

/**
 * A figure that was promised.
 *
 * @param wanted what was promised
 * @param found what was measured
 */
record Target(String wanted, String found, boolean met) {
    void print() {
        System.out.println("  target " + this);
    }

    @Override
    public String toString() {
        return String.format("%-68s %14s   %s", wanted, found, met ? "met" : "NOT met");
    }
}
