package org.openors.audit.sealing;

import java.util.Arrays;
import java.util.stream.Stream;
import org.openors.audit.ChainName;

/**
 * How far a chain has come, as the database says. Nothing of it is proven.
 *
 * @param sequence the last place in {@code audit_chain}; 0 if it has no row
 * @param beyond the last place that has a seal, if that is later; else null
 */
record ClaimedHead(ChainName chain, long sequence, byte[] hash, Long beyond) {

    static ClaimedHead none(ChainName chain) {
        return new ClaimedHead(chain, 0, new byte[0], null);
    }

    /** Whether the row names a chain. Its columns may have lost their NOT NULL. */
    boolean isNamed() {
        return chain.studyId() != null && chain.mode() != null;
    }

    /** Whether the chain is as this node attested it. */
    boolean isAt(Attested.Head head) {
        return beyond == null && sequence == head.sequence() && Arrays.equals(hash, head.hash());
    }

    /** The places that may be the last one, the latest first. */
    Stream<ChainPlace> places() {
        return Stream.of(beyond, (Long) sequence)
                .filter(place -> place != null && place > 0)
                .map(place -> new ChainPlace(chain, place));
    }
}
