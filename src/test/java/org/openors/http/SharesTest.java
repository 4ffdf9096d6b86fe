package org.openors.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharesTest {

    private final Shares<String> shares = new Shares<>(2);

    @Test
    void eachHasItsShare() {
        assertThat(shares.enter("one")).isTrue();
        assertThat(shares.enter("one")).isTrue();
        assertThat(shares.enter("one")).isFalse();
        assertThat(shares.enter("another")).isTrue();
    }

    @Test
    void aPlaceThatIsLeftIsFreeAndWhoHasNoneIsForgotten() {
        for (int i = 0; i < 3; i++) {
            shares.enter("one");
        }
        shares.leave("one");
        assertThat(shares.enter("one")).as("two are left").isFalse();
        shares.leave("one");
        shares.leave("one");
        assertThat(shares.enter("one")).isTrue();
        shares.leave("one");
        shares.leave("one");
        assertThat(shares.size()).isZero();
    }
}
