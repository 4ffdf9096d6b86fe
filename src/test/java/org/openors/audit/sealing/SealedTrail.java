package org.openors.audit.sealing;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.openors.audit.AuditMacs;
import org.openors.audit.Checkpoint;
import org.openors.audit.CheckpointFile;

/** Seals and writes checkpoints as the service does, in the transaction of a test. */
public final class SealedTrail {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T09:30:00Z"), ZoneOffset.UTC);

    private SealedTrail() {}

    public static int seal(Connection connection, AuditMacs macs) throws SQLException {
        return Sealing.seal(connection, macs, CLOCK);
    }

    public static List<Checkpoint> writeCheckpoints(Connection connection, AuditMacs macs, CheckpointFile file)
            throws SQLException, IOException {
        var attested = CheckpointTail.read(file, macs);
        var compared = new ChainComparison(connection, attested, macs).compare();
        return Checkpointing.write(compared, CLOCK.instant(), macs, file, attested);
    }
}
