package org.openors.audit.sealing;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.openors.audit.AuditMacs;
import org.openors.audit.Checkpoint;
import org.openors.audit.CheckpointFile;
import org.openors.background.Due;
import org.openors.figures.Figure;
import org.openors.figures.Figures;

/**
 * Writes checkpoints, which state how far each chain has come, to the log and to a file: every {@link #INTERVAL} and
 * every {@link #RECORDS} records. Every node does so for every chain, by its own clock and from its own memory, which it
 * loads from its file. It takes no lock and believes no column that says what was attested.
 */
@ApplicationScoped
public class Checkpointing {

    static final Duration INTERVAL = Duration.ofMinutes(10);
    static final long RECORDS = 10_000;

    private static final Logger LOG = System.getLogger(Checkpointing.class.getName());
    private static final String SOURCE = "checkpoints";
    private static final String SOURCE_OF_LOSSES = "chains that went back";

    @Inject
    ChainStates chains;

    @Inject
    AuditMacs macs;

    @Inject
    Faults faults;

    @Inject
    Clock clock;

    @Inject
    Figures figures;

    private Attested attested;
    private volatile Instant lastWritten;

    @PostConstruct
    void offer() {
        lastWritten = clock.instant();
        figures.gauge(
                Figure.CHECKPOINT_AGE,
                () -> Duration.between(lastWritten, clock.instant()).toMillis() / 1000.0);
    }

    /** Writes checkpoints if they are due. */
    public synchronized void writeIfDue() {
        if (isDue(attested(), chains.total(), clock.instant())) {
            write();
        }
    }

    /** Writes checkpoints of all chains that have grown, even if they are not due. */
    public synchronized void write() {
        var total = chains.total();
        var compared = chains.compare(attested());
        var now = clock.instant();
        faults.replace(SOURCE_OF_LOSSES, Duration.ZERO, compared.wentBack(), now);
        faults.replace(SOURCE, Faults.GRACE, compared.withoutCheckpoint(), now);
        write(compared, now, macs, CheckpointFile.ofThisNode(), attested);
        attested.noteComparison(now, total);
        lastWritten = now;
    }

    private Attested attested() {
        if (attested == null) {
            try {
                attested = CheckpointTail.read(CheckpointFile.ofThisNode(), macs);
            } catch (IOException failure) {
                throw new CheckpointFailed(failure);
            }
        }
        return attested;
    }

    /** They are due too if a chain went back, or this node's clock. */
    static boolean isDue(Attested attested, BigDecimal total, Instant now) {
        var growth = total.subtract(attested.recordsAtLastComparison());
        return growth.signum() < 0
                || growth.compareTo(BigDecimal.valueOf(RECORDS)) >= 0
                || Due.again(attested.lastComparison(), INTERVAL, now);
    }

    /** The time of a checkpoint is later than the commit of the records that it covers. */
    static List<Checkpoint> write(
            ChainComparison compared, Instant now, AuditMacs macs, CheckpointFile file, Attested attested) {
        var checkpoints = compared.grown().stream()
                .map(last -> Checkpoint.of(now, last.chain(), last.sequence(), last.hash(), macs))
                .toList();
        if (!checkpoints.isEmpty()) {
            append(checkpoints, file);
            checkpoints.forEach(checkpoint -> LOG.log(Level.INFO, () -> "audit checkpoint " + checkpoint.line()));
            checkpoints.forEach(checkpoint -> note(checkpoint, compared, attested));
        }
        return checkpoints;
    }

    private static void note(Checkpoint checkpoint, ChainComparison compared, Attested attested) {
        if (compared.hasLostItsPlace(checkpoint.chain())) {
            attested.noteSinceTheLoss(checkpoint);
        } else {
            attested.note(List.of(checkpoint));
        }
    }

    private static void append(List<Checkpoint> checkpoints, CheckpointFile file) {
        try {
            file.append(checkpoints);
        } catch (IOException failure) {
            throw new CheckpointFailed(failure);
        }
    }
}
