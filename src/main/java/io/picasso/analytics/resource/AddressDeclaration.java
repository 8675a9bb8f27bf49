package io.picasso.analytics.resource;

/**
 * The address of a function in the web, for requests that are signed.
 *
 * @param function the function's name
 */
public record AddressDeclaration(String function) implements Declaration {
    @Override
    public String name() {
        return function;
    }

    @Override
    public String kind() {
        return "url";
    }
}
