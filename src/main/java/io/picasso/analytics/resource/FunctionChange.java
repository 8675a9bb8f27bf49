package io.picasso.analytics.resource;

import io.picasso.analytics.change.EnvironmentMap;

/** A step that brings a function, or what calls it, closer to its declaration. */
public sealed interface FunctionChange extends ResourceChange {
    /** Makes a function. */
    record CreateFunction(FunctionDeclaration function) implements FunctionChange {
        @Override
        public String resource() {
            return function.name();
        }

        @Override
        public String describe() {
            return "create function " + function.name();
        }
    }

    /**
     * Gives a function other code.
     *
     * @param found the function as it was found
     */
    record UpdateCode(FoundFunction found) implements FunctionChange {
        @Override
        public String resource() {
            return found.name();
        }

        @Override
        public String describe() {
            return "update the code of " + found.name();
        }
    }

    /**
     * Changes how a function runs, and sets our variables.
     *
     * @param environment the environment as it was found; it must still be so
     */
    record ConfigureFunction(FunctionDeclaration function, EnvironmentMap environment) implements FunctionChange {
        @Override
        public String resource() {
            return function.name();
        }

        @Override
        public String describe() {
            return "configure function " + function.name();
        }
    }

    /** Lets a queue call a function. */
    record CreateTrigger(TriggerDeclaration trigger) implements FunctionChange {
        @Override
        public String resource() {
            return trigger.name();
        }

        @Override
        public String describe() {
            return "let queue " + trigger.queue() + " call " + trigger.function();
        }
    }

    /**
     * Changes how a queue calls a function.
     *
     * @param id the mapping's UUID
     */
    record AlterTrigger(TriggerDeclaration trigger, String id) implements FunctionChange {
        @Override
        public String resource() {
            return trigger.name();
        }

        @Override
        public String describe() {
            return "change how queue " + trigger.queue() + " calls " + trigger.function();
        }
    }

    /** Gives a function an address in the web. */
    record CreateAddress(AddressDeclaration address) implements FunctionChange {
        @Override
        public String resource() {
            return address.function();
        }

        @Override
        public String describe() {
            return "give " + address.function() + " a URL for "
                    + address.access().meaning();
        }
    }

    /** Lets somebody call a function. */
    record Permit(String function, CallPermission permission) implements FunctionChange {
        @Override
        public String resource() {
            return function;
        }

        @Override
        public String describe() {
            return switch (permission.caller()) {
                case PUBLIC_URL -> "let everybody use the URL of " + function;
                case PUBLIC_CALL -> "let everybody call " + function + " through its URL";
                case RULE -> "let the schedule call " + function;
            };
        }
    }
}
