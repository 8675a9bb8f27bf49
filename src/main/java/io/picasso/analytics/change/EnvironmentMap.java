package io.picasso.analytics.change;

import io.picasso.analytics.json.JsonText;
import io.picasso.analytics.json.JsonValue;
import io.picasso.analytics.json.JsonValue.JsonObject;
import io.picasso.analytics.json.JsonValue.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The environment of a function, whole: AWS replaces it as one thing, so that whoever changes a part has to have all.
 *
 * @param variables the variables, sorted by name
 */
public record EnvironmentMap(SortedMap<String, String> variables) {
    /** No variables. */
    public static final EnvironmentMap EMPTY = new EnvironmentMap(new TreeMap<>());

    /** The most bytes AWS takes, measured as it measures: the map as JSON. */
    public static final int LARGEST = 4_096;

    public EnvironmentMap {
        variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
    }

    /** The variables of a map in any order. */
    public static EnvironmentMap of(Map<String, String> variables) {
        return new EnvironmentMap(new TreeMap<>(variables));
    }

    /** The value of a variable; empty when it is absent, which is not the same as a value without characters. */
    public Optional<String> find(String key) {
        return Optional.ofNullable(variables.get(key));
    }

    /** Whether a variable says {@code true}, in any case; one that is absent does not. */
    public boolean isTrue(String key) {
        return find(key).filter(text -> text.trim().equalsIgnoreCase("true")).isPresent();
    }

    /** This map with every variable of the other set; the other's values hold. */
    public EnvironmentMap and(EnvironmentMap other) {
        SortedMap<String, String> both = new TreeMap<>(variables);
        both.putAll(other.variables);
        return new EnvironmentMap(both);
    }

    /** This map with one variable as it is after the change. Whatever it is now does not matter. */
    public EnvironmentMap after(EnvironmentChange change) {
        SortedMap<String, String> changed = new TreeMap<>(variables);
        change.after().ifPresentOrElse(value -> changed.put(change.key(), value), () -> changed.remove(change.key()));
        return new EnvironmentMap(changed);
    }

    /** The change of one variable of this map to a value, or to its absence. */
    public EnvironmentChange change(String key, Optional<String> value) {
        return new EnvironmentChange(key, find(key), value);
    }

    /** What turns this map into the other, one change for each variable that differs, by name. */
    public List<EnvironmentChange> differences(EnvironmentMap other) {
        TreeSet<String> keys = new TreeSet<>(variables.keySet());
        keys.addAll(other.variables.keySet());
        List<EnvironmentChange> differences = new ArrayList<>();
        for (String key : keys) {
            EnvironmentChange change = new EnvironmentChange(key, find(key), other.find(key));
            if (!change.isNothing()) {
                differences.add(change);
            }
        }
        return differences;
    }

    /** The size that AWS limits to {@link #LARGEST}. */
    public int bytes() {
        return JsonText.compact(json()).getBytes(StandardCharsets.UTF_8).length;
    }

    /** The map as an object of JSON. */
    public JsonObject json() {
        SortedMap<String, JsonValue> members = new TreeMap<>();
        variables.forEach((key, value) -> members.put(key, new JsonString(value)));
        return new JsonObject(members);
    }

    /** Nothing of the values: other people's variables may be secrets. */
    @Override
    public String toString() {
        return variables.keySet().toString();
    }
}
