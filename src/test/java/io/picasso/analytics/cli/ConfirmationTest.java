package io.picasso.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ConfirmationTest {
    private final ConfirmationOptions options = new ConfirmationOptions();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Confirmation confirmation(CommandRun run, boolean guarded) {
        return new Confirmation(run.terminal(new ByteArrayOutputStream(), err), options, guarded);
    }

    private static CommandRun typed(String text) {
        return CommandRun.in(Path.of("target")).typed(text);
    }

    private static CommandRun piped() {
        return CommandRun.in(Path.of("target"));
    }

    private static void refused(ThrowingCallable call, String next) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.code()).isEqualTo(FailureCode.CONFIRMATION_NEEDED);
            assertThat(failure.next()).contains(next);
        });
    }

    @Test
    void theTypedNameConfirmsAlsoInAProtectedEnvironment() {
        confirmation(typed("events\n"), false).delete("the table", "events");
        confirmation(typed("events\r\n"), true).delete("the table", "events");

        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("Type 'events' to delete the table: ");
    }

    @Test
    void anythingElseTypedRefuses() {
        for (String answer : new String[] {"", "\n", "y\n", "Events\n", "eventsx\n"}) {
            refused(() -> confirmation(typed(answer), false).delete("the table", "events"), "--yes");
        }
    }

    @Test
    void twoQuestionsEachGetTheirOwnLine() {
        Confirmation confirmation = confirmation(typed("one\ntwo\n"), false);

        confirmation.delete("the table", "one");
        confirmation.delete("the table", "two");
    }

    @Test
    void withoutATerminalOnlyYesDeletes() {
        refused(() -> confirmation(piped(), false).delete("the table", "events"), "--yes");

        options.yes = true;
        assertThatCode(() -> confirmation(piped(), false).delete("the table", "events"))
                .doesNotThrowAnyException();
    }

    @Test
    void aProtectedEnvironmentWantsYesAndTheName() {
        options.yes = true;
        refused(() -> confirmation(piped(), true).delete("the table", "events"), "--yes --confirm events");

        options.confirm = "events";
        assertThatCode(() -> confirmation(piped(), true).delete("the table", "events"))
                .doesNotThrowAnyException();

        options.yes = false;
        refused(() -> confirmation(piped(), true).delete("the table", "events"), "--yes --confirm events");
    }

    @Test
    void yesDoesNotSpareTheNameInAProtectedEnvironmentOnATerminal() {
        options.yes = true;
        refused(() -> confirmation(typed("yes\n"), true).delete("the table", "events"), "--confirm events");
    }

    @Test
    void aWrongNameRefusesWhateverElseIsGiven() {
        options.yes = true;
        options.confirm = "summaries";
        refused(() -> confirmation(typed("events\n"), false).delete("the table", "events"), "--yes");
    }

    @Test
    void aChangeWantsAYes() {
        confirmation(typed("y\n"), false).change("Create 3 tables?");
        confirmation(typed("Yes\n"), false).change("Create 3 tables?");
        refused(() -> confirmation(typed("\n"), false).change("Create 3 tables?"), "--dry-run");
        refused(() -> confirmation(piped(), false).change("Create 3 tables?"), "--yes");

        options.yes = true;
        confirmation(piped(), false).change("Create 3 tables?");
    }
}
