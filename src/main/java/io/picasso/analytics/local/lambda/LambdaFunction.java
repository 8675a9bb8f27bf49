package io.picasso.analytics.local.lambda;

import io.picasso.analytics.json.JsonValue.JsonObject;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A function: what it is now, and the environments it runs in. */
final class LambdaFunction implements AutoCloseable {
    private final Place place;
    private final InstancePool pool;
    private FunctionState state;

    /** A function that was there before the stack was started, or a new one that is pending. */
    LambdaFunction(FunctionState state, Place place) {
        this.state = state;
        this.place = place;
        this.pool = new InstancePool(place);
        if (!state.status().isPending()) {
            pool.use(state);
        }
    }

    synchronized FunctionState state() {
        return state;
    }

    /**
     * Takes a change, which is under way until {@link #settle}.
     *
     * @param request the call's body, which may name the revision it is for
     * @throws LambdaRefusal when another change is under way, or the function is of another revision
     */
    synchronized FunctionState change(JsonObject request, UnaryOperator<FunctionState> change) {
        requireSettled();
        Optional<String> revision = request.text("RevisionId").filter(text -> !text.isEmpty());
        if (revision.isPresent() && !revision.get().equals(state.revision())) {
            throw LambdaRefusal.otherRevision();
        }
        state = change.apply(state);
        return state;
    }

    private void requireSettled() {
        if (state.status().isPending()) {
            throw LambdaRefusal.conflict("The operation cannot be performed at this time. The function is currently in"
                    + " the following state: Pending");
        }
        if (state.status().isUnderWay()) {
            throw LambdaRefusal.conflict("The operation cannot be performed at this time. An update is in progress for"
                    + " resource: " + Arn.of(state.name()));
        }
    }

    /** What is under way comes into force: calls go to new environments. */
    void settle() {
        FunctionState now;
        synchronized (this) {
            state = state.settled(
                    place.client().isPresent()
                            ? Status.ACTIVE
                            : state.status().failed("Lambda's runtime interface client is not there for this system"));
            now = state;
        }
        pool.use(now);
    }

    /** Calls the function. Until an update is in force, what was there before answers. */
    CallResult call(byte[] event) {
        Status status = state().status();
        if (!status.state().equals("Active")) {
            throw LambdaRefusal.conflict("The operation cannot be performed at this time. The function is currently in"
                    + " the following state: " + status.state());
        }
        return pool.call(event);
    }

    /** Ends environments that nobody has needed for some time. */
    void retireIdle() {
        pool.retireIdle();
    }

    @Override
    public void close() {
        pool.close();
    }
}
