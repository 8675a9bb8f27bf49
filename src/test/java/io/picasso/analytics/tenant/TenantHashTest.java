package io.picasso.analytics.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TenantHashTest {
    @Test
    void itIsThePublishedOne() {
        assertThat(TenantHash.of("FOS402334")).isEqualTo("fo85e6a06dcdf4");
    }

    @Test
    void anIdOfOneCharacterHasOneToo() {
        assertThat(TenantHash.of("X")).hasSize(13).startsWith("x");
    }
}
