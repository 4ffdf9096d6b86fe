package org.openors.audit.sealing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openors.audit.ChainName;
import org.openors.audit.Checkpoint;

/**
 * What this node has attested: the highest place of each chain, whatever the database says of it. It remembers at most
 * {@link #MOST} chains, which is about 20 MB. A chain that is known stays known: new ones can't displace it. Of a chain
 * that lost its attested place that place stays known, so that growing again does not hide the loss.
 */
public final class Attested {

    static final int MOST = 100_000;

    record Head(long sequence, byte[] hash) {}

    private final Map<ChainName, Head> heads = new HashMap<>();
    /** The newest checkpoints of chains that lost their attested place. */
    private final Map<ChainName, Head> sinceTheLoss = new HashMap<>();

    private Instant lastComparison = Instant.MIN;
    private BigDecimal records = BigDecimal.ZERO;

    Optional<Head> of(ChainName chain) {
        return Optional.ofNullable(heads.get(chain));
    }

    /** The newest checkpoint of a chain that has lost the place that {@link #of} tells; empty if it has none since. */
    Optional<Head> sinceTheLoss(ChainName chain) {
        return Optional.ofNullable(sinceTheLoss.get(chain));
    }

    /** Notes a checkpoint, in the file of this node, of a chain that has lost its attested place. */
    void noteSinceTheLoss(Checkpoint checkpoint) {
        sinceTheLoss.put(checkpoint.chain(), new Head(checkpoint.sequence(), checkpoint.hash()));
    }

    Set<ChainName> chains() {
        return heads.keySet();
    }

    /** Notes checkpoints that are in the file of this node. */
    void note(Collection<Checkpoint> checkpoints) {
        checkpoints.forEach(this::note);
    }

    private void note(Checkpoint checkpoint) {
        var chain = checkpoint.chain();
        var before = heads.get(chain);
        if (before == null && heads.size() < MOST || before != null && before.sequence() < checkpoint.sequence()) {
            heads.put(
                    new ChainName(chain.studyId(), chain.mode().intern()),
                    new Head(checkpoint.sequence(), checkpoint.hash()));
        }
    }

    /**
     * Notes when this node last compared all chains with its memory.
     *
     * @param total the number of sealed records in all chains at that time
     */
    void noteComparison(Instant time, BigDecimal total) {
        lastComparison = time;
        records = total;
    }

    /** The number of records in all chains that it knows. */
    BigDecimal sum() {
        return heads.values().stream()
                .map(head -> BigDecimal.valueOf(head.sequence()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    Instant lastComparison() {
        return lastComparison;
    }

    /** The number of sealed records in all chains at the last comparison. */
    BigDecimal recordsAtLastComparison() {
        return records;
    }
}
