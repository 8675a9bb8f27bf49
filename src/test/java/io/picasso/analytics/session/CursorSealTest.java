package io.picasso.analytics.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.event.Tenant;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.law.Cases;
import io.picasso.analytics.law.Core;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CursorSealTest {
    private static final Instant NOW = Instant.parse("2025-12-28T12:00:00.000Z");
    private static final CursorSeal SEAL = new CursorSeal("a key".getBytes(StandardCharsets.UTF_8));
    private static final SessionQuery QUERY =
            new SessionQuery(Core.TENANT, SessionRange.last("7d", NOW), Optional.of(Outcome.ABANDONED));
    private static final SessionCursor CURSOR = new SessionCursor(
            QUERY.range().from(), QUERY.range().before(), "SESSION#2025-12-27T09:15:02.481Z#sess_lz1k9q2_ab12cd");
    private static final String TEXT = SEAL.seal(QUERY, CURSOR);

    private static void isRefused(SessionQuery query, String text) {
        assertThatThrownBy(() -> SEAL.open(query, text))
                .as(text)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.INVALID_INPUT));
    }

    @Test
    void aCursorOpensForTheListItWasMadeFor() {
        assertThat(SEAL.open(QUERY, TEXT)).isEqualTo(CURSOR);
        assertThat(TEXT).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void aNamedRangeIsTheSameListADayLater() {
        SessionQuery later =
                new SessionQuery(QUERY.tenant(), SessionRange.last("7d", NOW.plusSeconds(86_400)), QUERY.outcome());

        assertThat(SEAL.open(later, TEXT)).isEqualTo(CURSOR);
        assertThat(later.at(CURSOR).range().from()).isEqualTo(QUERY.range().from());
    }

    @Test
    void itOpensForNoOtherTenantRangeOutcomeOrKey() {
        isRefused(new SessionQuery(new Tenant("DEM000001", "de0123456789ac"), QUERY.range(), QUERY.outcome()), TEXT);
        isRefused(new SessionQuery(QUERY.tenant(), SessionRange.last("30d", NOW), QUERY.outcome()), TEXT);
        isRefused(new SessionQuery(QUERY.tenant(), QUERY.range(), Optional.empty()), TEXT);
        isRefused(new SessionQuery(QUERY.tenant(), QUERY.range(), Optional.of(Outcome.BROWSING)), TEXT);
        isRefused(QUERY, new CursorSeal(new byte[] {1}).seal(QUERY, CURSOR));
    }

    @Test
    void everyChangedCharacterIsNoticed() {
        for (int i = 0; i < TEXT.length(); i++) {
            for (char c : "AQgw_-9z=+/ .".toCharArray()) {
                if (TEXT.charAt(i) != c) {
                    isRefused(QUERY, TEXT.substring(0, i) + c + TEXT.substring(i + 1));
                }
            }
        }
    }

    @Test
    void everyTruncationAndExtensionIsNoticed() {
        for (int i = 0; i < TEXT.length(); i++) {
            isRefused(QUERY, TEXT.substring(0, i));
            isRefused(QUERY, TEXT.substring(i + 1));
        }
        isRefused(QUERY, TEXT + "A");
        isRefused(QUERY, TEXT + "=");
        isRefused(QUERY, TEXT + TEXT);
        isRefused(QUERY, "A".repeat(1_000_000));
    }

    @Test
    void noiseIsRefused() {
        Cases.forAll(500, random -> {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            isRefused(QUERY, new String(noise, StandardCharsets.ISO_8859_1));
            isRefused(QUERY, java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(noise));
        });
    }

    @Test
    void aDerivedKeyIsNotTheSecretAndEachSecretHasItsOwn() {
        byte[] secret = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
        String cursor = CursorSeal.derivedFrom(secret).seal(QUERY, CURSOR);
        assertThat(CursorSeal.derivedFrom(secret).open(QUERY, cursor)).isEqualTo(CURSOR);
        assertThat(new CursorSeal(secret).seal(QUERY, CURSOR)).isNotEqualTo(cursor);
        secret[0]++;
        assertThat(CursorSeal.derivedFrom(secret).seal(QUERY, CURSOR)).isNotEqualTo(cursor);
    }
}
