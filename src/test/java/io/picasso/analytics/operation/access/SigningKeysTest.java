package io.picasso.analytics.operation.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.adapter.json.JacksonParser;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.operation.dashboard.MovableClock;
import io.picasso.analytics.port.SecretSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SigningKeysTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private final MovableClock clock = new MovableClock(Instant.parse("2025-12-28T12:00:00Z"));
    private final Kept secret = new Kept();
    private final SigningKeys keys = new SigningKeys(secret, new JacksonParser(), clock);

    /** A secret that a test sets. */
    private static final class Kept implements SecretSource {
        private String text = KEY;
        private int reads;

        @Override
        public String read() {
            reads++;
            if (text.equals("down")) {
                throw Failure.of(FailureCode.SERVICE_UNAVAILABLE, "down");
            }
            return text;
        }

        @Override
        public String name() {
            return "the test's secret";
        }
    }

    private String current() {
        return new String(keys.current(), StandardCharsets.UTF_8);
    }

    private String reread(String text) {
        secret.text = text;
        clock.advance(SigningKeys.REMEMBERED);
        return current();
    }

    @Test
    void theSecretIsTheKeyOrAnObjectWithIt() {
        String other = KEY.replace('0', 'x');
        assertThat(reread(KEY)).isEqualTo(KEY);
        assertThat(reread("\n" + KEY + "\n")).isEqualTo(KEY);
        for (String name : List.of("signingKey", "key", "secret")) {
            assertThat(reread("{\"" + name + "\":\"" + KEY + "\",\"more\":1}")).isEqualTo(KEY);
        }
        assertThat(reread("{\"secret\":\"" + other + "\",\"key\":\"" + other + "\",\"signingKey\":\"" + KEY + "\"}"))
                .isEqualTo(KEY);
        assertThat(reread("\"" + KEY + "\"")).as("no object: the text itself").isEqualTo("\"" + KEY + "\"");
        assertThat(reread("ä".repeat(16))).as("bytes are counted").isEqualTo("ä".repeat(16));
    }

    @Test
    void itIsRememberedForFiveMinutesAndNotLonger() {
        current();
        clock.advance(Duration.ofMinutes(5).minusMillis(1));
        current();
        assertThat(secret.reads).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        current();
        assertThat(secret.reads).isEqualTo(2);
    }

    @Test
    void aFailureIsNotRemembered() {
        secret.text = "down";
        assertThatThrownBy(this::current).isInstanceOf(Failure.class);
        secret.text = KEY;
        assertThat(current()).isEqualTo(KEY);
    }

    @Test
    void anEmptyOrShortKeyIsRefusedAndNotQuoted() {
        for (String wrong : List.of(
                "", "  ", "{}", "{\"signingKey\":\"\"}", "{\"signingKey\":null}", "short-key", KEY.substring(1))) {
            assertThatThrownBy(() -> reread(wrong)).as(wrong).isInstanceOfSatisfying(Failure.class, failure -> {
                assertThat(failure.code()).isEqualTo(FailureCode.BAD_CONFIGURATION);
                assertThat(failure.what() + failure.why() + failure.next())
                        .doesNotContain("short-key", "123456789abcdef");
            });
        }
    }

    @Test
    void whoGetsTheKeyCannotChangeIt() {
        keys.current()[0] = 0;
        assertThat(current()).isEqualTo(KEY);
    }
}
