package org.openors.audit.sealing;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;
import org.openors.database.Jdbc;
import org.openors.database.TransactionTurns;

/** Gives a set of committed records their places in their chains, in one transaction: all of them or none. */
@Stateless
public class Sealing {

    @Inject
    Jdbc jdbc;

    @Inject
    TransactionTurns turns;

    @Inject
    AuditMacs macs;

    @Inject
    Clock clock;

    /**
     * The last entry of the waiting list now; empty if no record waits. Without a transaction, so that it holds no
     * connection while it waits for the turn.
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Optional<UUID> lastWaiting() {
        return jdbc.run(connection -> new SealingTables(connection).lastWaiting());
    }

    /**
     * Seals one set.
     *
     * @param after the last entry of the waiting list that is passed over; null for the first set
     * @param isWanted the chains whose records are sealed now
     * @return empty if another node is sealing
     * @throws org.openors.database.LostRace if a row was there already or a lock was not free within two seconds
     */
    public Optional<SealedSet> sealOneSet(UUID after, Predicate<ChainName> isWanted) {
        turns.awaitTurnToWrite();
        return jdbc.run(connection ->
                new SetOfRecords(LockWaits.limitedOn(connection), macs, clock.instant()).seal(after, isWanted));
    }

    /** The chains of the records in one set. */
    public List<ChainName> chains(UUID after) {
        return jdbc.run(connection -> SetOfRecords.chains(LockWaits.limitedOn(connection), macs, after));
    }

    /** Seals the first set in the connection's transaction. Returns the number of records. */
    static int seal(Connection connection, AuditMacs macs, Clock clock) {
        return new SetOfRecords(connection, macs, clock.instant())
                .seal(null, any -> true)
                .map(SealedSet::sealed)
                .orElse(0);
    }
}
