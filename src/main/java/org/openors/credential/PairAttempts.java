package org.openors.credential;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Query;
import java.util.Optional;
import java.util.function.Supplier;
import org.openors.database.InTurn;
import org.openors.database.LostRace;

/**
 * Counts the attempts to redeem a pair. An attempt is charged before its OTP is checked and stays charged unless the
 * OTP is right. After {@code ORS_OTP_MAX_ATTEMPTS} attempts no OTP is checked (NIST SP 800-63B-4, 3.2.2).
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@InTurn
public class PairAttempts {

    @PersistenceContext
    EntityManager entities;

    @Inject
    CredentialPolicy policy;

    @Inject
    AccessIdSlots slots;

    /**
     * Charges one attempt in its own transaction, at most one beyond the limit.
     *
     * @param accessId in its canonical form
     * @return the pair with the attempt charged; empty if no pair has this access ID. Both run the same number of
     *     statements.
     * @throws LostRace if the row was locked for too long
     */
    public Optional<BootstrapCredential> charge(String accessId) {
        int slot = slots.of(accessId);
        try {
            int charged = entities.createNamedQuery(BootstrapCredential.CHARGE)
                    .setParameter("accessId", accessId)
                    .setParameter("max", policy.maxAttempts())
                    .setParameter("last", policy.maxAttempts() - 1)
                    .executeUpdate();
            return charged == 1 ? find(accessId) : chargeNoPair(slot);
        } catch (PersistenceException failure) {
            throw LostRace.ifRolledBack("another request is using the pair", failure);
        }
    }

    /**
     * Changes no pair, but takes one statement that changes a row and a commit, as an audit record does.
     *
     * @param slot of the access ID, {@link AccessIdSlots#of}
     */
    public void chargeNobody(int slot) {
        updateSlot("UPDATE unknown_access_id SET attempts = attempts WHERE slot = ?", slot);
    }

    /**
     * Takes back the charge of an attempt whose redemption failed. If it did not fail after all, its charge was taken
     * back with it: then the device has a new connection secret, and nothing changes.
     *
     * @param pair as it was when the attempt was charged
     * @return whether it was given back
     * @throws NotGivenBack if the database failed
     */
    public boolean giveBackUnlessRedeemed(BootstrapCredential pair) {
        return orNotGivenBack(() -> {
            var hash = pair.connectionSecretHash();
            var update = hash == null
                    ? entities.createNamedQuery(BootstrapCredential.GIVE_BACK_FIRST)
                    : entities.createNamedQuery(BootstrapCredential.GIVE_BACK_LATER)
                            .setParameter("secretHash", hash);
            return giveBack(update, pair) == 1;
        });
    }

    /**
     * Takes back the charge of an attempt whose OTP was right, and whose redemption ended without a change.
     *
     * @return the pair as it is now; empty if it was replaced or revoked since
     * @throws NotGivenBack if the database failed
     */
    public Optional<BootstrapCredential> giveBack(BootstrapCredential pair) {
        return orNotGivenBack(() -> {
            int given = giveBack(entities.createNamedQuery(BootstrapCredential.GIVE_BACK), pair);
            return given == 1 ? Optional.of(entities.find(BootstrapCredential.class, pair.device())) : Optional.empty();
        });
    }

    private static int giveBack(Query update, BootstrapCredential pair) {
        return update.setParameter("device", pair.device())
                .setParameter("accessId", pair.accessId())
                .executeUpdate();
    }

    /**
     * Whatever fails before the commit is rolled back. A failure of the commit is not translated: it may have committed, and
     * no attempt is given back twice.
     */
    private static <T> T orNotGivenBack(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            throw new NotGivenBack(failure);
        }
    }

    private Optional<BootstrapCredential> find(String accessId) {
        return entities.createNamedQuery(BootstrapCredential.WITH_ACCESS_ID, BootstrapCredential.class)
                .setParameter("accessId", accessId)
                .getResultStream()
                .findFirst();
    }

    private Optional<BootstrapCredential> chargeNoPair(int slot) {
        updateSlot("UPDATE unknown_access_id SET attempts = attempts + 1 WHERE slot = ?", slot);
        return Optional.empty();
    }

    private void updateSlot(String update, int slot) {
        entities.createNativeQuery(update).setParameter(1, slot).executeUpdate();
    }
}
