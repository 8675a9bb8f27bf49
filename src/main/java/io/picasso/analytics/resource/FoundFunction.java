package io.picasso.analytics.resource;

import io.picasso.analytics.change.EnvironmentMap;

/**
 * A function as it was found, in the version that is worked on ({@code $LATEST}).
 *
 * @param name its name
 * @param arn its ARN
 * @param revision changes with every change of the function, also when an update comes into force
 * @param state Lambda's own word: Pending, Active, Inactive, Failed; no characters where the engine does not say
 * @param stateReason why it is in that state; may have no characters
 * @param lastUpdate how the last update came out: Successful, InProgress, Failed; no characters where it is not said
 * @param lastUpdateReason why; may have no characters
 * @param settings how it runs
 * @param codeSha256 SHA-256 of its code, in Base64
 * @param codeBytes size of its zip
 * @param environment its environment, whole
 */
public record FoundFunction(
        String name,
        String arn,
        String revision,
        String state,
        String stateReason,
        String lastUpdate,
        String lastUpdateReason,
        FunctionSettings settings,
        String codeSha256,
        long codeBytes,
        EnvironmentMap environment) {
    /** Whether nothing is under way: it can be changed, and runs with what was set last, or has failed to. */
    public boolean settled() {
        return !state.equals("Pending") && !lastUpdate.equals("InProgress");
    }

    /** Whether it could not be brought into the state that was asked for. */
    public boolean failed() {
        return state.equals("Failed") || lastUpdate.equals("Failed");
    }

    /** What is under way or has failed, with its reason, for a person; no characters when all is well. */
    public String trouble() {
        if (state.equals("Pending") || state.equals("Failed")) {
            return "state " + state + because(stateReason);
        }
        return lastUpdate.equals("InProgress") || lastUpdate.equals("Failed")
                ? "last update " + lastUpdate + because(lastUpdateReason)
                : "";
    }

    private static String because(String reason) {
        return reason.isEmpty() ? "" : ": " + reason;
    }
}
