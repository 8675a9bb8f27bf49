package io.picasso.analytics.cli;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Makes sure that a change is wanted, before it is made. A dry run has nothing to confirm: do not ask then. */
final class Confirmation {
    private static final int LONGEST_ANSWER_BYTES = 1024;

    private final Terminal terminal;
    private final ConfirmationOptions options;
    private final boolean guarded;

    /**
     * A confirmation for one command.
     *
     * @param guarded whether the environment is protected, so that {@code --yes} alone deletes nothing
     */
    Confirmation(Terminal terminal, ConfirmationOptions options, boolean guarded) {
        this.terminal = terminal;
        this.options = options;
        this.guarded = guarded;
    }

    /**
     * Lets something be deleted only when its name was typed, or given with {@code --confirm}, or, in an environment that
     * is not protected, when {@code --yes} was given.
     *
     * @param what what is deleted, such as {@code the table}
     * @param name its name
     * @throws Failure with {@link FailureCode#CONFIRMATION_NEEDED} when it was not confirmed
     */
    void delete(String what, String name) {
        if (options.confirm != null && !options.confirm.equals(name)) {
            throw refused(unconfirmed(what, name) + ": --confirm names '" + options.confirm + "'", name);
        }
        if (options.yes && (!guarded || options.confirm != null)) {
            return;
        }
        if (!terminal.interactive()) {
            throw refused(unconfirmed(what, name), name);
        }
        if (options.confirm == null
                && !ask("Type '" + name + "' to delete " + what + ": ").equals(Optional.of(name))) {
            throw refused(unconfirmed(what, name), name);
        }
    }

    /**
     * Lets something be changed only after a yes, or with {@code --yes}.
     *
     * @param question what is to be done, such as {@code Create 3 tables?}
     * @throws Failure with {@link FailureCode#CONFIRMATION_NEEDED} when it was not confirmed
     */
    void change(String question) {
        if (options.yes) {
            return;
        }
        if (!terminal.interactive()) {
            throw Failure.of(FailureCode.CONFIRMATION_NEEDED, "The change was not confirmed")
                    .why("There is no terminal to ask at: " + question)
                    .next("Look at the plan with --dry-run, then run the command again with --yes.");
        }
        String answer = ask(question + " [y/N] ").orElse("").toLowerCase(Locale.ROOT);
        if (!answer.equals("y") && !answer.equals("yes")) {
            throw Failure.of(FailureCode.CONFIRMATION_NEEDED, "The change was not confirmed")
                    .why("The answer was not 'y'");
        }
    }

    private static String unconfirmed(String what, String name) {
        return "Deleting " + what + " '" + name + "' was not confirmed";
    }

    private Failure refused(String what, String name) {
        String options = guarded ? "--yes --confirm " + name : "--yes";
        return Failure.of(FailureCode.CONFIRMATION_NEEDED, what)
                .why(guarded ? "The environment is protected" : "Nothing is deleted by accident")
                .next("Look at the plan with --dry-run, then run the command again with " + options + ".");
    }

    /** One line from the person; empty at the end of input. */
    private Optional<String> ask(String prompt) {
        terminal.out().flush();
        terminal.err().print(prompt);
        terminal.err().flush();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            int next = terminal.in().read();
            if (next < 0) {
                return Optional.empty();
            }
            // Byte by byte: what is typed after this line belongs to whoever asks next.
            while (next >= 0 && next != '\n' && answer.size() < LONGEST_ANSWER_BYTES) {
                answer.write(next);
                next = terminal.in().read();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(answer.toString(StandardCharsets.UTF_8).strip());
    }
}
