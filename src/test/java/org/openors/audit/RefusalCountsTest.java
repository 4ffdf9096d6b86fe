package org.openors.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.openors.error.ErrorCode;
import org.openors.limit.Limit;

class RefusalCountsTest {

    private static final Instant EARLY = Instant.parse("2026-11-27T09:00:00Z");
    private static final Instant LATE = Instant.parse("2026-11-27T09:00:30Z");

    private final RefusalCounts counts = new RefusalCounts();

    @Test
    void refusalsOfOneKindAreOneCount() {
        counts.add(ofPeer("192.0.2.1"), EARLY);
        counts.add(ofPeer("192.0.2.1"), LATE);
        counts.add(ofPeer("192.0.2.2"), LATE);
        assertThat(counts.take())
                .hasSize(2)
                .containsEntry(ofPeer("192.0.2.1"), new RefusalCount(2, EARLY))
                .containsEntry(ofPeer("192.0.2.2"), new RefusalCount(1, LATE));
        assertThat(counts.take()).isEmpty();
    }

    @Test
    void manyPeersAreCountedTogetherAndNoRequestIsLost() {
        for (int peer = 0; peer < 10_000; peer++) {
            counts.add(ofPeer("192.0.2." + peer), EARLY);
        }
        var taken = counts.take();
        assertThat(taken).hasSize(RefusalCounts.MOST_KINDS + 1);
        assertThat(taken.get(ofPeer("-"))).isEqualTo(new RefusalCount(9_950, EARLY));
    }

    @Test
    void whatCouldNotBeRecordedIsCountedAgain() {
        counts.add(ofPeer("192.0.2.1"), EARLY);
        var taken = counts.take();
        counts.add(ofPeer("192.0.2.1"), LATE);
        counts.giveBack(taken);
        assertThat(counts.take()).containsOnly(java.util.Map.entry(ofPeer("192.0.2.1"), new RefusalCount(2, EARLY)));
    }

    private static RefusalKind ofPeer(String peer) {
        return new RefusalKind(ErrorCode.TOO_MANY_REQUESTS, Limit.PEER, peer, null, null);
    }
}
