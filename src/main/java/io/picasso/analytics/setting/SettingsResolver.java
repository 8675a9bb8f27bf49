package io.picasso.analytics.setting;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Decides which environment is meant, and what each of its settings is: flag, variable, file, environment, default. */
public final class SettingsResolver {
    /** The variable that names the environment. */
    public static final String ENVIRONMENT_VARIABLE = "PICASSO_ENV";

    private final Configuration configuration;
    private final Map<String, String> variables;
    private final Map<String, String> flags;
    private final Optional<String> environmentFlag;

    /**
     * A resolver over everything that can set a value.
     *
     * @param flags what was given with {@code --set}, by dotted key
     * @param environmentFlag what was given with {@code --env}
     */
    public SettingsResolver(
            Configuration configuration,
            Map<String, String> variables,
            Map<String, String> flags,
            Optional<String> environmentFlag) {
        this.configuration = configuration;
        this.variables = variables;
        this.flags = flags;
        this.environmentFlag = environmentFlag;
    }

    /** The environments there are: the built-in one and those of the file. */
    public Set<String> known() {
        Set<String> names = new TreeSet<>(configuration.environments().keySet());
        names.add(Settings.LOCAL);
        return names;
    }

    /**
     * The environment that is meant, and who said so.
     *
     * @throws Failure with {@link FailureCode#UNKNOWN_ENVIRONMENT} where there is none of that name; also where the file
     *     is wrong
     */
    public Settings.Resolved environment() {
        configuration.requireSound();
        Settings.Resolved chosen = environmentFlag
                .map(name -> new Settings.Resolved(name, new Origin(Origin.Layer.FLAG, "--env")))
                .or(() -> variable(ENVIRONMENT_VARIABLE))
                .or(configuration::defaultEnvironment)
                .orElse(new Settings.Resolved(Settings.LOCAL, Origin.DEFAULT));
        if (!known().contains(chosen.text())) {
            Failure unknown = Failure.of(
                            FailureCode.UNKNOWN_ENVIRONMENT, "There is no environment '" + chosen.text() + "'")
                    .where(chosen.origin().detail())
                    .why("The known ones are: " + String.join(", ", known()));
            throw Spelling.nearest(chosen.text(), known())
                    .map(near -> unknown.next("Did you mean '" + near + "'?"))
                    .orElse(unknown);
        }
        return chosen;
    }

    /**
     * The settings of the environment that is meant.
     *
     * @throws Failure where the file, a variable or a flag is wrong
     */
    public Resolution resolve() {
        refuseRetiredVariables();
        Map<SettingKey, Settings.Resolved> given = givenFlags();
        return resolve(environment().text(), given);
    }

    /** The settings of a known environment, without what was given with {@code --set} for another. */
    public Resolution resolve(String environment) {
        configuration.requireSound();
        return resolve(environment, Map.of());
    }

    private Resolution resolve(String environment, Map<SettingKey, Settings.Resolved> given) {
        boolean local = environment.equals(Settings.LOCAL);
        Map<SettingKey, Settings.Resolved> file = Optional.ofNullable(
                        configuration.environments().get(environment))
                .map(Configuration.Environment::values)
                .orElse(Map.of());
        Map<SettingKey, Settings.Resolved> builtIn = local ? LocalEnvironment.values() : Map.of();
        Settings settings = Settings.defaults(environment);
        Map<SettingKey, List<Settings.Resolved>> layers = new EnumMap<>(SettingKey.class);
        for (SettingKey key : SettingKey.values()) {
            List<Settings.Resolved> candidates = new ArrayList<>();
            Optional.ofNullable(given.get(key)).ifPresent(candidates::add);
            if (!(local && LocalEnvironment.ignores(key.variable()))) {
                variable(key.variable()).ifPresent(candidates::add);
            }
            Optional.ofNullable(file.get(key)).ifPresent(candidates::add);
            Optional.ofNullable(builtIn.get(key)).ifPresent(candidates::add);
            candidates.add(new Settings.Resolved(key.defaultText(), Origin.DEFAULT));
            Settings.Resolved strongest = candidates.get(0);
            settings = settings.with(key, strongest.text(), strongest.origin());
            layers.put(key, List.copyOf(candidates));
        }
        return new Resolution(settings, layers, local ? ignoredVariables() : List.of());
    }

    private void refuseRetiredVariables() {
        for (RetiredKey retired : RetiredKey.values()) {
            if (retired.isVariable()
                    && !variables.getOrDefault(retired.retired(), "").isEmpty()) {
                throw Failure.of(FailureCode.BAD_CONFIGURATION, "The variable " + retired.retired() + " is retired")
                        .where(retired.retired())
                        .next("Unset it, and use " + retired.replacement() + ".");
            }
        }
    }

    private Map<SettingKey, Settings.Resolved> givenFlags() {
        Map<SettingKey, Settings.Resolved> given = new EnumMap<>(SettingKey.class);
        boolean local = environment().text().equals(Settings.LOCAL);
        flags.forEach((name, text) -> {
            SettingKey key = SettingKey.find(name).orElseThrow(() -> unknownKey(name));
            if (local && LocalEnvironment.decides(key)) {
                throw Failure.of(FailureCode.BAD_CONFIGURATION, "'" + name + "' cannot be set for 'local'")
                        .where("--set " + name)
                        .why("The embedded stack sets it.")
                        .next("Name another environment with --env.");
            }
            given.put(key, new Settings.Resolved(text, new Origin(Origin.Layer.FLAG, "--set " + name)));
        });
        return given;
    }

    /**
     * Refuses a key that does not exist, and names the one that was probably meant.
     *
     * @return the failure to throw
     */
    public static Failure unknownKey(String name) {
        Failure failure = Failure.of(FailureCode.BAD_CONFIGURATION, "There is no setting '" + name + "'");
        Optional<String> replacement = RetiredKey.find(name)
                .map(RetiredKey::replacement)
                .or(() -> Spelling.nearest(
                                name,
                                Arrays.stream(SettingKey.values())
                                        .map(SettingKey::key)
                                        .toList())
                        .map(near -> "'" + near + "'"));
        return replacement
                .map(right -> failure.next("Use " + right + "."))
                .orElse(failure.next("'picasso-analytics config explain' lists all settings."));
    }

    /** A variable that is set to nothing counts as not set. */
    private Optional<Settings.Resolved> variable(String name) {
        return Optional.ofNullable(variables.get(name))
                .filter(text -> !text.isEmpty())
                .map(text -> new Settings.Resolved(text, new Origin(Origin.Layer.VARIABLE, name)));
    }

    private List<String> ignoredVariables() {
        return variables.keySet().stream()
                .filter(LocalEnvironment::ignores)
                .sorted()
                .toList();
    }
}
