package io.picasso.analytics.cli;

import io.picasso.analytics.setting.Origin;
import io.picasso.analytics.setting.SettingKey;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How settings stand in answers. */
final class SettingFields {
    private SettingFields() {}

    /** A value with its own type; null where the setting is not set. */
    static @Nullable Object value(SettingKey key, String text) {
        if (text.isEmpty()) {
            return null;
        }
        return switch (key.kind()) {
            case FLAG -> Boolean.valueOf(text);
            case NUMBER -> Integer.valueOf(text);
            case TEXT, URL -> text;
        };
    }

    static String layer(Origin origin) {
        return origin.layer().name().toLowerCase(Locale.ROOT);
    }

    /** The layer and the place in it, such as {@code file picasso-analytics.yaml:7}. */
    static String origin(Origin origin) {
        return origin.detail().isEmpty() ? layer(origin) : layer(origin) + " " + origin.detail();
    }
}
