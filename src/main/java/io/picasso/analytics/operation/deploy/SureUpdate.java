package io.picasso.analytics.operation.deploy;

import io.picasso.analytics.change.EnvironmentMap;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.FunctionControl;
import io.picasso.analytics.resource.FoundFunction;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes one change of a function, once, and says for certain whether it was made where that can be found out.
 *
 * <p>Each request goes out under the revision of what was read, so that of two requests that reach Lambda one is
 * refused. Before a request is sent again, what is there is looked at: it may be done. A change by somebody else is
 * never overwritten.
 */
public final class SureUpdate {
    /** Requests sent at most. */
    static final int MOST = 5;

    /** A throttled call is worth waiting for; Lambda allows 15 control calls a second. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private final FunctionControl control;

    public SureUpdate(FunctionControl control) {
        this.control = control;
    }

    /**
     * Makes a change, and waits until it is in force.
     *
     * @param from the function as it was read, settled
     * @param done whether a function has the change
     * @param send sends the change under a revision
     * @param made told once when the change is known to have been made, before it is waited for
     * @return the function afterwards, settled; it may have {@linkplain FoundFunction#failed() failed}
     * @throws Failure CONCURRENT_CHANGE when somebody else changed the function in between, with the difference;
     *     OUTCOME_UNKNOWN when it could not be found out whether it was made; everything else means it was not made
     */
    public FoundFunction make(
            FoundFunction from, Predicate<FoundFunction> done, Consumer<String> send, Consumer<String> made) {
        FoundFunction seen = from;
        @Nullable Failure last = null;
        boolean unanswered = false;
        for (int request = 1; request <= MOST; request++) {
            try {
                send.accept(seen.revision());
                last = null;
            } catch (Failure failure) {
                last = failure;
                unanswered |= failure.code() == FailureCode.SERVICE_UNAVAILABLE;
                switch (failure.code()) {
                    // A request without an answer may still be on its way.
                    case THROTTLED, SERVICE_UNAVAILABLE -> pause(request);
                    case FUNCTION_BUSY, CONCURRENT_CHANGE -> {}
                    default -> throw failure;
                }
            }
            if (last == null) {
                made.accept("taken by Lambda");
                // That it cannot be waited for does not make it undone.
                return control.awaitSettled(from.name());
            }
            seen = look(from, last);
            // Only a request without an answer may have made it; after a plain no it is somebody else's.
            if (unanswered && done.test(seen)) {
                made.accept("not confirmed by Lambda, and there when looked for");
                return seen;
            }
            if (done.test(seen) || !sameSubstance(from, seen) || last.code() == FailureCode.CONCURRENT_CHANGE) {
                throw changed(from, seen, last);
            }
        }
        if (last == null) {
            throw new IllegalStateException("nothing was sent");
        }
        throw unanswered ? unknown(last) : notMade(last);
    }

    /** What is there after a request that did not get a yes. */
    private FoundFunction look(FoundFunction from, Failure why) {
        try {
            return control.awaitSettled(from.name());
        } catch (Failure blind) {
            if (why.code() == FailureCode.SERVICE_UNAVAILABLE) {
                throw Failure.of(
                                FailureCode.OUTCOME_UNKNOWN,
                                "It is not known whether function " + from.name() + " was changed")
                        .why(why.why().orElse(why.what()) + "; and reading it back: "
                                + blind.why().orElse(blind.what()))
                        .cause(blind);
            }
            throw blind;
        }
    }

    /** Whether nobody has changed anything that is set; a revision alone also changes when an update comes into force. */
    private static boolean sameSubstance(FoundFunction one, FoundFunction other) {
        return one.environment().equals(other.environment())
                && one.settings().equals(other.settings())
                && one.codeSha256().equals(other.codeSha256());
    }

    /** The refusal that says what somebody else has changed. */
    private static Failure changed(FoundFunction before, FoundFunction now, Failure cause) {
        return Failure.of(
                        FailureCode.CONCURRENT_CHANGE,
                        "Function " + before.name() + " was changed by somebody else; nothing of ours was changed")
                .why(difference(before, now))
                .next("Look at what was changed and run the command again.")
                .cause(cause);
    }

    private static String difference(FoundFunction before, FoundFunction now) {
        if (!before.environment().equals(now.environment())) {
            return describe(before.environment(), now.environment());
        }
        if (!before.codeSha256().equals(now.codeSha256())) {
            return "its code is another one; its environment is as it was";
        }
        return before.settings().equals(now.settings())
                ? "it is of another revision; its environment, settings and code are as they were"
                : "its settings are others; its environment is as it was";
    }

    /** What lies between two environments, by the names of the variables only. */
    public static String describe(EnvironmentMap before, EnvironmentMap now) {
        return before.differences(now).stream()
                .map(change -> change.describeWithoutValues())
                .collect(Collectors.joining("; "));
    }

    private static Failure notMade(Failure last) {
        return Failure.of(last.code(), last.what())
                .where(last.where().orElse("Lambda"))
                .why(last.why().orElse("no answer") + "; it was sent " + MOST
                        + " times, and read back each time: the change was not made")
                .next("It is safe to run the command again.")
                .cause(last);
    }

    /** What got no answer may arrive yet, however often it was looked for. */
    private static Failure unknown(Failure last) {
        return Failure.of(FailureCode.OUTCOME_UNKNOWN, "It is not known whether the change will be made")
                .where(last.where().orElse("Lambda"))
                .why(last.why().orElse(last.what()) + "; it was sent " + MOST
                        + " times, and not there when it was looked for: what got no answer may still arrive")
                .next("Look in some minutes with 'picasso-analytics rollback status' or 'deploy status' before anything"
                        + " else is changed.")
                .cause(last);
    }

    /** Waits longer after each request. */
    static void pause(int request) {
        try {
            Thread.sleep(FIRST_PAUSE.multipliedBy(1L << request).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureCode.INTERRUPTED, "interrupted while waiting for Lambda")
                    .cause(e);
        }
    }
}
