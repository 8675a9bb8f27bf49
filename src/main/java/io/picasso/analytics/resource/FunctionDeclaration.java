package io.picasso.analytics.resource;

import io.picasso.analytics.change.EnvironmentMap;
import java.util.Map;

/**
 * A function as it should be.
 *
 * @param name its name
 * @param settings how it runs
 * @param variables what we set in its environment; other variables there are nobody's business here and stay
 * @param initial what is set where it is absent, and left as it is where it is not
 */
public record FunctionDeclaration(
        String name, FunctionSettings settings, EnvironmentMap variables, EnvironmentMap initial)
        implements Declaration {
    /** The environment as it should be, where this is what is there. */
    public EnvironmentMap environment(EnvironmentMap found) {
        return initial.and(found).and(variables);
    }

    /** The same with one variable more, or with another value. */
    public FunctionDeclaration with(String variable, String value) {
        return new FunctionDeclaration(
                name, settings, variables.and(EnvironmentMap.of(Map.of(variable, value))), initial);
    }

    @Override
    public String kind() {
        return "function";
    }
}
