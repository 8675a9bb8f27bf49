package io.picasso.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangeOptionsTest {
    private static final Map<String, String> HERE = Map.of("HOSTNAME", "laptop");
    private static final String USER = System.getProperty("user.name") + "@laptop";

    @Test
    void whoItWasIsWhoAwsSaysAndWhoSatAtTheTerminal() {
        assertThat(ChangeOptions.who(() -> Optional.of("arn:aws:iam::1:user/mia"), HERE))
                .isEqualTo("arn:aws:iam::1:user/mia (" + USER + ")");
        assertThat(ChangeOptions.who(Optional::empty, HERE)).isEqualTo(USER);
    }

    @Test
    void aChangeDoesNotWaitForAnAwsThatDoesNotSayWhoItIs() {
        assertThat(ChangeOptions.who(
                        () -> {
                            throw Failure.of(FailureCode.SERVICE_UNAVAILABLE, "STS does not answer");
                        },
                        HERE))
                .isEqualTo(USER + " (not named by AWS: STS does not answer)");
    }
}
