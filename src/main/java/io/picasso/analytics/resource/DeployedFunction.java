package io.picasso.analytics.resource;

import java.util.Optional;

/**
 * A function as it should be, with what calls it.
 *
 * @param word what it is called on the command line, such as {@code api}
 * @param function the function
 * @param trigger how a queue calls it; empty where none does
 * @param address its web address; empty where it has none
 */
public record DeployedFunction(
        String word,
        FunctionDeclaration function,
        Optional<TriggerDeclaration> trigger,
        Optional<AddressDeclaration> address) {
    /** The function's name in Lambda. */
    public String name() {
        return function.name();
    }

    /** The same with the function declared otherwise. */
    public DeployedFunction with(FunctionDeclaration other) {
        return new DeployedFunction(word, other, trigger, address);
    }
}
