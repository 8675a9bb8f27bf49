package io.picasso.analytics.change;

import java.util.Optional;

/**
 * One variable, from what it was to what it becomes.
 *
 * @param key the variable's name
 * @param before its value before; empty where it was absent
 * @param after its value afterwards; empty where it is absent then
 */
public record EnvironmentChange(String key, Optional<String> before, Optional<String> after) {
    /** The change that takes this one back. */
    public EnvironmentChange inverse() {
        return new EnvironmentChange(key, after, before);
    }

    /** Whether before and after are the same. */
    public boolean isNothing() {
        return before.equals(after);
    }

    /** The change in words, with its values. */
    public String describe() {
        return key + ": " + before.map(EnvironmentChange::quoted).orElse("absent") + " → "
                + after.map(EnvironmentChange::quoted).orElse("absent");
    }

    /** The change in words without its values: somebody else's variable may be a secret. */
    public String describeWithoutValues() {
        if (before.isEmpty()) {
            return key + ": added";
        }
        return key + (after.isEmpty() ? ": removed" : ": changed");
    }

    private static String quoted(String value) {
        return value.isEmpty() ? "''" : value;
    }
}
