package io.picasso.analytics.resource;

import io.picasso.analytics.change.EnvironmentMap;
import io.picasso.analytics.resource.FunctionChange.AlterTrigger;
import io.picasso.analytics.resource.FunctionChange.ConfigureFunction;
import io.picasso.analytics.resource.FunctionChange.CreateAddress;
import io.picasso.analytics.resource.FunctionChange.CreateFunction;
import io.picasso.analytics.resource.FunctionChange.CreateTrigger;
import io.picasso.analytics.resource.FunctionChange.Permit;
import io.picasso.analytics.resource.FunctionChange.UpdateCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares a declared function, and what calls it, with what was found. */
public final class FunctionComparison {
    /** Whoever uses an address would lose it. */
    private static final String LEFT_ALONE =
            "it is left alone; 'aws lambda delete-function-url-config' removes it, and the"
                    + " next push makes what is declared";

    /** What AWS advises: so many timeouts of the function a message stays hidden. */
    private static final int VISIBILITY_TIMES = 6;

    private FunctionComparison() {}

    /** The difference of a function; an empty {@code found} means there is none. */
    public static Difference compare(FunctionDeclaration wanted, FunctionCode code, Optional<FoundFunction> found) {
        return found.map(function -> compare(wanted, code, function)).orElseGet(() -> create(wanted, code));
    }

    private static Difference create(FunctionDeclaration wanted, FunctionCode code) {
        FunctionSettings settings = wanted.settings();
        List<Detail> details = new ArrayList<>();
        details.add(new Detail("code", Detail.NONE, code.sha256()));
        details.add(new Detail("runtime", Detail.NONE, settings.runtime()));
        details.add(new Detail("handler", Detail.NONE, settings.handler()));
        settings.role().ifPresent(role -> details.add(new Detail("role", Detail.NONE, role)));
        details.add(new Detail("memory", Detail.NONE, settings.memoryMb() + " MB"));
        details.add(new Detail("timeout", Detail.NONE, text(settings.timeout())));
        wanted.environment(EnvironmentMap.EMPTY)
                .variables()
                .forEach((key, value) -> details.add(new Detail("variable " + key, Detail.NONE, value)));
        return Comparison.create(wanted, details, List.of(new CreateFunction(wanted)));
    }

    private static Difference compare(FunctionDeclaration wanted, FunctionCode code, FoundFunction found) {
        Comparison comparison = new Comparison(wanted);
        if (!found.codeSha256().equals(code.sha256())) {
            comparison.alter("code", found.codeSha256(), code.sha256(), new UpdateCode(found));
        }
        ConfigureFunction configure = new ConfigureFunction(wanted, found.environment());
        FunctionSettings is = found.settings();
        FunctionSettings shall = wanted.settings();
        alter(comparison, "runtime", is.runtime(), shall.runtime(), configure);
        alter(comparison, "handler", is.handler(), shall.handler(), configure);
        shall.role().ifPresent(role -> alter(comparison, "role", is.role().orElse(Detail.NONE), role, configure));
        alter(comparison, "memory", is.memoryMb() + " MB", shall.memoryMb() + " MB", configure);
        alter(comparison, "timeout", text(is.timeout()), text(shall.timeout()), configure);
        found.environment()
                .differences(wanted.environment(found.environment()))
                .forEach(change -> alter(
                        comparison,
                        "variable " + change.key(),
                        change.before().orElse(Detail.NONE),
                        change.after().orElse(Detail.NONE),
                        configure));
        if (!found.trouble().isEmpty()) {
            comparison.note(found.trouble());
        }
        return comparison.difference();
    }

    private static void alter(
            Comparison comparison, String attribute, String found, String wanted, ConfigureFunction change) {
        if (!found.equals(wanted)) {
            comparison.alter(attribute, found, wanted, change);
        }
    }

    /**
     * The difference of what calls a function.
     *
     * @param queue the queue; empty when there is none
     */
    public static Difference compare(
            TriggerDeclaration wanted, Duration timeout, Optional<FoundTrigger> found, Optional<FoundQueue> queue) {
        Difference difference = found.map(trigger -> compare(wanted, trigger))
                .orElseGet(() -> Comparison.create(
                        wanted,
                        List.of(
                                new Detail("batch", Detail.NONE, wanted.batchSize() + " messages"),
                                new Detail("window", Detail.NONE, text(wanted.window())),
                                new Detail("failures", Detail.NONE, "one by one")),
                        List.of(new CreateTrigger(wanted))));
        List<String> notes = new ArrayList<>(difference.notes());
        queue.filter(there -> there.visibility().compareTo(timeout.multipliedBy(VISIBILITY_TIMES)) < 0)
                .ifPresent(there -> notes.add("the queue's visibility timeout of " + text(there.visibility())
                        + " is less than six times the function's of " + text(timeout)
                        + ": a message may be worked on twice at once"));
        return new Difference(wanted, difference.verdict(), difference.details(), difference.changes(), notes);
    }

    private static Difference compare(TriggerDeclaration wanted, FoundTrigger found) {
        Comparison comparison = new Comparison(wanted);
        AlterTrigger alter = new AlterTrigger(wanted, found.id());
        if (found.batchSize() != wanted.batchSize()) {
            comparison.alter("batch", found.batchSize() + " messages", wanted.batchSize() + " messages", alter);
        }
        if (!found.window().equals(wanted.window())) {
            comparison.alter("window", text(found.window()), text(wanted.window()), alter);
        }
        if (!found.reportsFailures()) {
            comparison.alter("failures", "the whole batch", "one by one", alter);
        }
        if (found.isOff()) {
            comparison.note("it is switched off, and left so");
        }
        if (found.callsVersion()) {
            comparison.note(
                    "it calls " + found.function()
                            + ", a published version with an environment of its own, which 'writes' and 'rollback' do not reach");
        }
        return comparison.difference();
    }

    /**
     * The difference of a function's address.
     *
     * @param permitted the ids of the statements in the function's policy
     */
    public static Difference compare(AddressDeclaration wanted, Optional<FoundAddress> found, Set<String> permitted) {
        String access = wanted.access().authType();
        List<FunctionChange> permits = wanted.permissions().stream()
                .filter(permission -> !permitted.contains(permission.statement()))
                .<FunctionChange>map(permission -> new Permit(wanted.function(), permission))
                .toList();
        if (found.isEmpty()) {
            List<ResourceChange> changes = new ArrayList<>(List.of(new CreateAddress(wanted)));
            changes.addAll(permits);
            return Comparison.create(wanted, List.of(new Detail("access", Detail.NONE, access)), changes);
        }
        Comparison comparison = new Comparison(wanted);
        if (!found.get().access().equals(access)) {
            comparison.conflict("access", found.get().access(), access);
            comparison.note(LEFT_ALONE);
        } else {
            permits.forEach(permit -> comparison.alter("policy", Detail.NONE, permit.describe(), permit));
        }
        return comparison.difference();
    }

    /** An address that is there and not declared. */
    public static Difference unwanted(String function, FoundAddress found) {
        Comparison comparison = new Comparison(new AddressDeclaration(function, AddressDeclaration.Access.SIGNED));
        comparison.conflict("address", found.url() + " with access " + found.access(), Detail.NONE);
        comparison.note(LEFT_ALONE);
        return comparison.difference();
    }

    private static String text(Duration duration) {
        return duration.toSeconds() + " s";
    }
}
