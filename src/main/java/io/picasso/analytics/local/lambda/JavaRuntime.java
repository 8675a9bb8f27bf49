package io.picasso.analytics.local.lambda;

import java.util.Map;
import java.util.TreeMap;

/** The runtimes a function can have here: those of Java, as far as this JVM can run them. */
final class JavaRuntime {
    /** Lambda's names of its Java runtimes, with the class files they take. */
    private static final Map<String, Integer> VERSIONS =
            new TreeMap<>(Map.of("java8.al2", 8, "java11", 11, "java17", 17, "java21", 21, "java25", 25));

    private JavaRuntime() {}

    /**
     * Checks a runtime.
     *
     * @throws LambdaRefusal when Lambda has no such runtime, or it cannot be run here
     */
    static void require(String name) {
        Integer version = VERSIONS.get(name);
        int here = Runtime.version().feature();
        if (version != null && version <= here) {
            return;
        }
        if (version != null) {
            throw LambdaRefusal.unsupported(
                    "Runtime " + name + " on Java " + here + ": start the stack on Java " + version + " or later; it");
        }
        if (name.matches("(nodejs|python|ruby|dotnet|go|provided|java)[a-z0-9.]*") && !name.startsWith("java")) {
            throw LambdaRefusal.unsupported("Runtime " + name);
        }
        throw LambdaRefusal.invalid("Value " + name
                + " at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: "
                + VERSIONS.keySet() + " or be a valid ARN");
    }
}
