package org.openors.audit.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openors.audit.ChainName;

class ClaimedHeadTest {

    private static final ChainName CHAIN = ChainName.OF_THE_SERVICE;

    @ParameterizedTest
    @CsvSource({"3, 7, , true", "2, 7, , false", "4, 7, , false", "3, 8, , false", "3, 7, 4, false"})
    void aChainIsAsAttestedIfItEndsAtThatPlaceWithThatHash(long sequence, byte hash, Long beyond, boolean isAt) {
        var head = new ClaimedHead(CHAIN, sequence, new byte[] {hash}, beyond);
        assertThat(head.isAt(new Attested.Head(3, new byte[] {7}))).isEqualTo(isAt);
    }

    @Test
    void itsLastPlaceIsTheLatestThatIsClaimed() {
        assertThat(new ClaimedHead(CHAIN, 3, new byte[0], 5L).places())
                .containsExactly(new ChainPlace(CHAIN, 5), new ChainPlace(CHAIN, 3));
        assertThat(new ClaimedHead(CHAIN, -1, new byte[0], 1L).places()).containsExactly(new ChainPlace(CHAIN, 1));
    }

    /** The first place is 1. */
    @Test
    void aChainWithoutARecordHasNoPlace() {
        assertThat(ClaimedHead.none(CHAIN).places()).isEmpty();
    }
}
