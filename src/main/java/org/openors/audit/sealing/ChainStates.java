package org.openors.audit.sealing;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import org.openors.audit.AuditMacs;
import org.openors.database.Jdbc;

/** Reads how far the chains have come. What it reads is committed. */
@Stateless
public class ChainStates {

    @Inject
    Jdbc jdbc;

    @Inject
    AuditMacs macs;

    /** The number of sealed records in all chains. */
    public BigDecimal total() {
        return jdbc.run(connection -> new CheckpointTables(LockWaits.limitedOn(connection)).total());
    }

    /** Compares all chains with what this node has attested. */
    public ChainComparison compare(Attested attested) {
        return jdbc.run(connection -> new ChainComparison(LockWaits.limitedOn(connection), attested, macs).compare());
    }
}
