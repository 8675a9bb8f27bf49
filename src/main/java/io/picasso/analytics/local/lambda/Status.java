package io.picasso.analytics.local.lambda;

/**
 * How far a function is.
 *
 * @param state Pending, Active or Failed
 * @param lastUpdate Successful, InProgress or Failed
 * @param reason why it failed; no characters otherwise
 */
record Status(String state, String lastUpdate, String reason) {
    static final Status PENDING = new Status("Pending", "Successful", "");
    static final Status ACTIVE = new Status("Active", "Successful", "");

    /** While an update comes into force. */
    Status updating() {
        return new Status(state, "InProgress", "");
    }

    /** When what was under way could not be made. */
    Status failed(String why) {
        return isPending() ? new Status("Failed", "Failed", why) : new Status(state, "Failed", why);
    }

    boolean isPending() {
        return state.equals("Pending");
    }

    /** Whether it may not be changed now. */
    boolean isUnderWay() {
        return isPending() || lastUpdate.equals("InProgress");
    }

    void write(Fields fields) {
        fields.put("State", state).put("LastUpdateStatus", lastUpdate);
        if (isPending()) {
            fields.put("StateReason", "The function is being created.").put("StateReasonCode", "Creating");
        } else if (state.equals("Failed")) {
            fields.put("StateReason", reason).put("StateReasonCode", "InvalidRuntime");
        }
        if (lastUpdate.equals("InProgress")) {
            fields.put("LastUpdateStatusReason", "The function is being updated.")
                    .put("LastUpdateStatusReasonCode", "Creating");
        } else if (lastUpdate.equals("Failed")) {
            fields.put("LastUpdateStatusReason", reason).put("LastUpdateStatusReasonCode", "InvalidRuntime");
        }
    }
}
