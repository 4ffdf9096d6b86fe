package org.openors.audit.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.openors.audit.ChainName;
import org.openors.audit.Checkpoint;

/** A node remembers how far each chain had come at its furthest. */
class AttestedTest {

    private final Attested attested = new Attested();

    @Test
    void onlyALaterPlaceReplacesWhatIsKnownOfAChain() {
        var chain = chain(1);
        note(chain, 3, 30);
        note(chain, 5, 50);
        note(chain, 4, 40);
        note(chain, 5, 51);
        assertThat(attested.of(chain)).hasValueSatisfying(head -> {
            assertThat(head.sequence()).isEqualTo(5);
            assertThat(head.hash()).containsExactly(50);
        });
    }

    @Test
    void theRecordsOfAllChainsAreCounted() {
        assertThat(attested.sum()).isEqualByComparingTo("0");
        note(chain(1), 3, 0);
        note(chain(1), 4, 0);
        note(chain(2), Long.MAX_VALUE, 0);
        assertThat(attested.sum()).isEqualByComparingTo("9223372036854775811");
    }

    @Test
    void aKnownChainIsNotDisplacedAndGoesOn() {
        LongStream.rangeClosed(1, Attested.MOST).forEach(number -> note(chain(number), 1, 0));
        var oneMore = chain(Attested.MOST + 1L);
        note(oneMore, 1, 0);
        note(chain(1), 2, 0);
        assertThat(attested.chains()).hasSize(Attested.MOST).doesNotContain(oneMore);
        assertThat(attested.of(chain(1)))
                .get()
                .extracting(Attested.Head::sequence)
                .isEqualTo(2L);
    }

    private void note(ChainName chain, long sequence, int hash) {
        attested.note(List.of(new Checkpoint(
                SealedTrail.CLOCK.instant(), chain, sequence, new byte[] {(byte) hash}, "", new byte[0])));
    }

    private static ChainName chain(long number) {
        return new ChainName(new UUID(0, number), "active");
    }
}
