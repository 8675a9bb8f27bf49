package io.picasso.analytics.setting;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The settings of one environment, resolved: every key has a value and an origin. Immutable. */
public final class Settings {
    /** The built-in environment: the embedded stack on this machine. */
    public static final String LOCAL = "local";

    /** A value and where it came from. */
    public record Resolved(String text, Origin origin) {}

    private final String environment;
    private final Map<SettingKey, Resolved> values;

    private Settings(String environment, Map<SettingKey, Resolved> values) {
        this.environment = environment;
        this.values = values;
    }

    /** Nothing but defaults, for the environment of that name. */
    public static Settings defaults(String environment) {
        Map<SettingKey, Resolved> values = new EnumMap<>(SettingKey.class);
        for (SettingKey key : SettingKey.values()) {
            values.put(key, new Resolved(key.defaultText(), Origin.DEFAULT));
        }
        return new Settings(environment, values);
    }

    /**
     * The same settings with one value replaced.
     *
     * @throws Failure when the text is not of the key's kind
     */
    public Settings with(SettingKey key, String text, Origin origin) {
        check(key, text, origin);
        Map<SettingKey, Resolved> changed = new EnumMap<>(values);
        changed.put(key, new Resolved(text, origin));
        return new Settings(environment, changed);
    }

    /** The environment's name. */
    public String environment() {
        return environment;
    }

    /** Whether this is the built-in environment on the embedded stack. */
    public boolean isLocal() {
        return environment.equals(LOCAL);
    }

    public Resolved resolved(SettingKey key) {
        Resolved value = values.get(key);
        if (value == null) {
            throw new IllegalStateException("no value for " + key);
        }
        return value;
    }

    /** The text; empty when the setting is not set. */
    public String text(SettingKey key) {
        return resolved(key).text();
    }

    /** The text, where the setting is set. */
    public Optional<String> find(SettingKey key) {
        return Optional.of(text(key)).filter(text -> !text.isEmpty());
    }

    public int number(SettingKey key) {
        return Integer.parseInt(text(key).trim());
    }

    public boolean flag(SettingKey key) {
        return text(key).trim().equalsIgnoreCase("true");
    }

    public Optional<URI> url(SettingKey key) {
        return find(key).map(URI::create);
    }

    private static void check(SettingKey key, String text, Origin origin) {
        key.complaint(text).ifPresent(complaint -> {
            throw Failure.of(FailureCode.BAD_CONFIGURATION, complaint)
                    .where(origin.detail().isEmpty() ? key.key() : origin.detail())
                    .next("Give " + key.expected() + ".");
        });
    }
}
