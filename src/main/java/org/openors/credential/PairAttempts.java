package org.openors.credential;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.util.Optional;
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

    private static final int SLOTS = 16;

    @PersistenceContext
    EntityManager entities;

    @Inject
    CredentialPolicy policy;

    /**
     * Charges one attempt in its own transaction, at most one beyond the limit.
     *
     * @param accessId in its canonical form
     * @return the pair with the attempt charged; empty if no pair has this access ID. Both run the same number of
     *     statements.
     * @throws LostRace if the row was locked for too long
     */
    public Optional<BootstrapCredential> charge(String accessId) {
        try {
            int charged = entities.createNamedQuery(BootstrapCredential.CHARGE)
                    .setParameter("accessId", accessId)
                    .setParameter("max", policy.maxAttempts())
                    .executeUpdate();
            return charged == 1 ? find(accessId) : chargeNoPair(accessId);
        } catch (PersistenceException failure) {
            throw LostRace.ifConflict("another request is using the pair", failure);
        }
    }

    /**
     * Takes back the charge of an attempt whose OTP was right.
     *
     * @return the pair as it is now; empty if it was replaced or revoked since
     */
    public Optional<BootstrapCredential> giveBack(BootstrapCredential pair) {
        int given = entities.createNamedQuery(BootstrapCredential.GIVE_BACK)
                .setParameter("device", pair.device())
                .setParameter("accessId", pair.accessId())
                .executeUpdate();
        return given == 1 ? Optional.of(entities.find(BootstrapCredential.class, pair.device())) : Optional.empty();
    }

    private Optional<BootstrapCredential> find(String accessId) {
        return entities.createNamedQuery(BootstrapCredential.WITH_ACCESS_ID, BootstrapCredential.class)
                .setParameter("accessId", accessId)
                .getResultStream()
                .findFirst();
    }

    private Optional<BootstrapCredential> chargeNoPair(String accessId) {
        entities.createNativeQuery("UPDATE unknown_access_id SET attempts = attempts + 1 WHERE slot = ?")
                .setParameter(1, Math.floorMod(accessId.hashCode(), SLOTS))
                .executeUpdate();
        return Optional.empty();
    }
}
