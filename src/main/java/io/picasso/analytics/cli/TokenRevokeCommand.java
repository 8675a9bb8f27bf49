package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.event.UtcTime;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.operation.access.TokenDesk;
import io.picasso.analytics.operation.access.TokenDesk.Revoked;
import io.picasso.analytics.port.SignedTokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Revokes a token. */
@picocli.CommandLine.Command(
        name = "revoke",
        description = {
            "Revokes a token: the API refuses it from now on. It cannot be taken back; make a new one instead.",
            "Only its hash is kept, until it would have ended anyway."
        },
        footer = {
            "",
            "Example:",
            "  picasso-analytics token revoke --yes - < token.txt",
            "  picasso-analytics token revoke --dry-run eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9..."
        })
final class TokenRevokeCommand extends EnvironmentCommand {
    @Parameters(
            paramLabel = "TOKEN",
            description = "The token; - reads it from standard input, where no list of processes shows it.")
    String token = "";

    @Mixin
    ConfirmationOptions confirmation = new ConfirmationOptions();

    @Override
    ExitStatus run() throws IOException {
        String text = token.equals("-") ? read() : token;
        TokenDesk desk = wiring().dashboard().tokenDesk();
        Revoked revoked = desk.revoke(text, true);
        if (revoked.outcome().equals("would_revoke") && !confirmation.dryRun) {
            confirmation(confirmation)
                    .change("Revoke the token with the hash " + revoked.hash().substring(0, 12) + "... in environment "
                            + settings().environment() + "?");
            revoked = desk.revoke(text, false);
        }
        print(new Shown(revoked));
        return ExitStatus.OK;
    }

    private String read() throws IOException {
        byte[] text = context().terminal().in().readNBytes(SignedTokens.MAX_TOKEN_LENGTH + 2);
        return new String(text, StandardCharsets.UTF_8).strip();
    }

    private record Shown(Revoked revoked) implements Answer {
        @Override
        public Map<String, Object> data() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("token_hash", revoked.hash());
            data.put("outcome", revoked.outcome());
            data.put("expires_at", revoked.expiresAt().map(UtcTime::format).orElse(null));
            return data;
        }

        @Override
        public void draw(Screen screen) {
            screen.line("The token with the hash " + revoked.hash().substring(0, 12) + "... "
                    + switch (revoked.outcome()) {
                        case "revoked" -> "is revoked.";
                        case "would_revoke" -> "would be revoked.";
                        case "already_revoked" -> "was revoked before; nothing was changed.";
                        default -> "has expired; nothing was changed.";
                    });
        }
    }
}
