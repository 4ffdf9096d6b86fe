package org.openors.audit.sealing;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.openors.audit.AuditMacs;
import org.openors.audit.Checkpoint;
import org.openors.audit.CheckpointFile;
import org.openors.database.OneWriter;

/**
 * States how far each chain has come, in the log and in a file, every {@link #INTERVAL} and every {@link #RECORDS} records;
 * only what is committed is stated.
 */
@Stateless
public class Checkpointing {

    static final Duration INTERVAL = Duration.ofMinutes(10);
    static final long RECORDS = 10_000;

    private static final Logger LOG = System.getLogger(Checkpointing.class.getName());

    @Resource(lookup = "jdbc/ors")
    DataSource database;

    @Inject
    OneWriter oneWriter;

    @Inject
    AuditMacs macs;

    @Inject
    Clock clock;

    /** States it if it is time to, and this transaction is the one that seals. */
    public void stateIfDue() {
        try (var connection = database.getConnection()) {
            if (isDue(new SealingTables(connection).sinceCheckpoint(), clock.instant())) {
                oneWriter.awaitTurn();
                state(connection, clock, macs, CheckpointFile.ofThisNode());
            }
        } catch (SQLException | IOException failure) {
            throw new SealingFailed(failure);
        }
    }

    /** States it whether or not it is time to. */
    public void state() {
        oneWriter.awaitTurn();
        try (var connection = database.getConnection()) {
            state(connection, clock, macs, CheckpointFile.ofThisNode());
        } catch (SQLException | IOException failure) {
            throw new SealingFailed(failure);
        }
    }

    static boolean isDue(SealingTables.SinceCheckpoint since, Instant now) {
        return since.records() >= RECORDS
                || since.records() > 0 && !since.time().plus(INTERVAL).isAfter(now);
    }

    /** The time stated is that after what is stated was committed. */
    static List<Checkpoint> state(Connection connection, Clock clock, AuditMacs macs, CheckpointFile file)
            throws SQLException, IOException {
        var tables = new SealingTables(connection);
        if (!tables.lock()) {
            return List.of();
        }
        var links = tables.unchecked();
        var now = clock.instant();
        var checkpoints = links.stream()
                .map(link -> Checkpoint.of(now, link.chain(), link.sequence(), link.hash(), macs))
                .toList();
        if (!checkpoints.isEmpty()) {
            file.append(checkpoints);
            checkpoints.forEach(checkpoint -> LOG.log(Level.INFO, () -> "audit checkpoint " + checkpoint.line()));
            tables.checked(now);
        }
        return checkpoints;
    }
}
