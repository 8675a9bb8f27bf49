package io.picasso.analytics.local.athena;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The types a column of the catalog may have, and the engine's word for each. */
enum HiveType {
    STRING("VARCHAR"),
    INT("INTEGER"),
    INTEGER("INTEGER"),
    BIGINT("BIGINT"),
    DOUBLE("DOUBLE"),
    BOOLEAN("BOOLEAN"),
    DATE("DATE");

    private final String engineType;

    HiveType(String engineType) {
        this.engineType = engineType;
    }

    /** The type in the engine's SQL. */
    String engineType() {
        return engineType;
    }

    /**
     * The type of that name.
     *
     * @throws AthenaRefusal when it is not known here
     */
    static HiveType of(String name) {
        return Arrays.stream(values())
                .filter(type -> type.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> AthenaRefusal.invalid("the column type " + name + " is not known here; there are "
                        + Arrays.stream(values())
                                .map(type -> type.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }
}
