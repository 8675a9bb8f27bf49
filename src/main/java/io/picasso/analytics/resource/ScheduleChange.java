package io.picasso.analytics.resource;

/** A step that brings a schedule closer to its declaration. */
public sealed interface ScheduleChange extends ResourceChange {
    /**
     * Makes a rule, or changes when it calls.
     *
     * @param enabled whether it calls then
     */
    record PutRule(ScheduleDeclaration schedule, boolean enabled) implements ScheduleChange {
        @Override
        public String resource() {
            return schedule.name();
        }

        @Override
        public String describe() {
            return "set schedule " + schedule.name() + " to " + schedule.expression();
        }
    }

    /** Lets a rule call the function; what else it calls stays. */
    record AddTarget(ScheduleDeclaration schedule) implements ScheduleChange {
        @Override
        public String resource() {
            return schedule.name();
        }

        @Override
        public String describe() {
            return "let schedule " + schedule.name() + " call " + schedule.function();
        }
    }

    /** Allows the rule to call the function. */
    record PermitRule(ScheduleDeclaration schedule) implements ScheduleChange {
        @Override
        public String resource() {
            return schedule.name();
        }

        @Override
        public String describe() {
            return "allow schedule " + schedule.name() + " to call " + schedule.function();
        }
    }
}
