package io.picasso.analytics.resource;

import java.util.List;

/**
 * The address of a function in the web.
 *
 * @param function the function's name
 * @param access whose requests it answers
 */
public record AddressDeclaration(String function, Access access) implements Declaration {
    /** Whose requests an address answers. */
    public enum Access {
        /** Those that are signed by somebody who may call the function. */
        SIGNED("AWS_IAM", "signed requests"),
        /** Everybody's: the function itself asks for a token. */
        PUBLIC("NONE", "everybody");

        private final String authType;
        private final String meaning;

        Access(String authType, String meaning) {
            this.authType = authType;
            this.meaning = meaning;
        }

        /** Lambda's own word. */
        public String authType() {
            return authType;
        }

        /** For whom, in words. */
        public String meaning() {
            return meaning;
        }
    }

    /** What the function's policy must allow, so that its address answers those it is for. */
    public List<CallPermission> permissions() {
        return access == Access.PUBLIC ? List.of(CallPermission.publicUrl(), CallPermission.publicCall()) : List.of();
    }

    @Override
    public String name() {
        return function;
    }

    @Override
    public String kind() {
        return "url";
    }
}
