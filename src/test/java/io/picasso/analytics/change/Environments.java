package io.picasso.analytics.change;

import io.picasso.analytics.law.Cases;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Random environments as functions have them: none to fifty variables, any characters, up to the limit of 4 KB. */
public final class Environments {
    /** The variable that is switched. */
    public static final String SWITCH = "DYNAMODB_WRITE_ENABLED";

    private Environments() {}

    /** An environment in which the switch is absent, or set to anything. */
    public static EnvironmentMap random(Random random) {
        Map<String, String> variables = new TreeMap<>();
        if (random.nextInt(4) > 0) {
            variables.put(SWITCH, Cases.oneOf(random, "true", "false", "TRUE", "", "yes", " true "));
        }
        int count = random.nextInt(51);
        boolean full = random.nextInt(3) == 0;
        for (int i = 0; i < count; i++) {
            String key = "V" + i + "_" + Integer.toString(random.nextInt(1_000_000), 36);
            Map<String, String> more = new TreeMap<>(variables);
            more.put(key, text(random, full ? 400 : 30));
            if (EnvironmentMap.of(more).bytes() > EnvironmentMap.LARGEST) {
                break;
            }
            variables = more;
        }
        return full ? filled(EnvironmentMap.of(variables), random) : EnvironmentMap.of(variables);
    }

    /** The same with one more variable that leaves no byte, or nearly none. */
    private static EnvironmentMap filled(EnvironmentMap map, Random random) {
        int left = EnvironmentMap.LARGEST
                - map.and(EnvironmentMap.of(Map.of("FILL", ""))).bytes();
        int length = left - random.nextInt(3);
        return length < 0 ? map : map.and(EnvironmentMap.of(Map.of("FILL", "x".repeat(length))));
    }

    private static String text(Random random, int longest) {
        int[] points = random.ints(random.nextInt(longest), 0, 6)
                .map(kind -> switch (kind) {
                    case 0 -> Cases.oneOf(random, '"', '\\', '\n', '\t', '\0', '\u007f', '=', ',', '\'', '{', '}');
                    case 1 -> 0x1F600 + random.nextInt(50);
                    case 2 -> 0x4E00 + random.nextInt(1000);
                    default -> ' ' + random.nextInt(95);
                })
                .toArray();
        return new String(points, 0, points.length);
    }
}
