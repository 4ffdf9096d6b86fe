package org.openors.audit.sealing;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.openors.audit.AuditMacs;
import org.openors.audit.Checkpoint;
import org.openors.audit.CheckpointFile;
import org.openors.database.Jdbc;
import org.openors.database.OneWriter;

/**
 * Writes checkpoints, which state how far each chain has come, to the log and to a file: every {@link #INTERVAL} and
 * every {@link #RECORDS} records. A checkpoint states only what is committed.
 */
@Stateless
public class Checkpointing {

    static final Duration INTERVAL = Duration.ofMinutes(10);
    static final long RECORDS = 10_000;

    private static final Logger LOG = System.getLogger(Checkpointing.class.getName());

    @Inject
    Jdbc jdbc;

    @Inject
    OneWriter oneWriter;

    @Inject
    AuditMacs macs;

    @Inject
    Clock clock;

    /** Writes checkpoints if they are due, unless another node is sealing. */
    public void writeIfDue() {
        var since = jdbc.run(connection -> new SealingTables(connection).sinceCheckpoint());
        if (isDue(since, clock.instant())) {
            write();
        }
    }

    /** Writes checkpoints even if they are not due, unless another node is sealing. */
    public void write() {
        oneWriter.awaitTurn();
        jdbc.run(connection -> write(connection, clock, macs, CheckpointFile.ofThisNode()));
    }

    static boolean isDue(SealingTables.SinceCheckpoint since, Instant now) {
        return since.records() >= RECORDS
                || since.records() > 0 && !since.time().plus(INTERVAL).isAfter(now);
    }

    /** The time of a checkpoint is later than the commit of the records that it covers. */
    static List<Checkpoint> write(Connection connection, Clock clock, AuditMacs macs, CheckpointFile file) {
        var tables = new SealingTables(connection);
        if (!tables.lock()) {
            return List.of();
        }
        var links = tables.withoutCheckpoint();
        var now = clock.instant();
        var checkpoints = links.stream()
                .map(link -> Checkpoint.of(now, link.chain(), link.sequence(), link.hash(), macs))
                .toList();
        if (!checkpoints.isEmpty()) {
            append(checkpoints, file);
            checkpoints.forEach(checkpoint -> LOG.log(Level.INFO, () -> "audit checkpoint " + checkpoint.line()));
            tables.markAsCheckpointed(now);
        }
        return checkpoints;
    }

    private static void append(List<Checkpoint> checkpoints, CheckpointFile file) {
        try {
            file.append(checkpoints);
        } catch (IOException failure) {
            throw new CheckpointFailed(failure);
        }
    }
}
