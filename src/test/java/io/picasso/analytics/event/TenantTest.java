package io.picasso.analytics.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.picasso.analytics.law.Cases;
import org.junit.jupiter.api.Test;

class TenantTest {
    private static final String CHARACTERS = "azAZ09_-mM5/.#@[`{: é٣\n";

    @Test
    void idsAndHashesHaveTheFormOfTheirPatterns() {
        Cases.forAll(5_000, random -> {
            StringBuilder text = new StringBuilder();
            // Mostly of characters that are allowed, so that both answers occur.
            int variety = random.nextInt(4) == 0 ? CHARACTERS.length() : 6 + random.nextInt(3);
            for (int left = random.nextInt(54); left > 0; left--) {
                text.append(CHARACTERS.charAt(random.nextInt(variety)));
            }
            String candidate = text.toString();

            assertThat(Tenant.isId(candidate)).as(candidate).isEqualTo(candidate.matches("[A-Za-z0-9_-]{1,50}"));
            assertThat(Tenant.isHash(candidate)).as(candidate).isEqualTo(candidate.matches("[A-Za-z0-9]{10,20}"));
        });
    }
}
