package org.openors.bootstrap;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.util.Optional;
import org.openors.audit.AuditTrail;
import org.openors.credential.BootstrapCredential;
import org.openors.credential.DeviceState;
import org.openors.credential.PairRedemption;
import org.openors.database.InTurn;
import org.openors.database.LostRace;
import org.openors.device.ConnectionFacts;
import org.openors.device.DeviceRegistration;

/** Redeems a pair whose OTP is right. The pair is used when this returns. */
@Stateless
@InTurn
public class RedemptionTransaction {

    @PersistenceContext
    EntityManager entities;

    @Inject
    PairRedemption redemption;

    @Inject
    AuditTrail audit;

    /**
     * Redeems the pair in one transaction. If the first response was lost, the phone gets another one.
     *
     * @param idempotencyKey null if the phone sent none
     * @return what the phone needs; empty if the pair is used, expired, replaced or revoked
     * @throws org.openors.error.Refusal {@link org.openors.error.ErrorCode#INVALID_ACCESS_ID_OR_OTP} if another subject
     *     has the item now
     * @throws LostRace if the row was locked for too long
     */
    public Optional<DeviceConnectionParams> redeem(BootstrapCredential pair, String idempotencyKey) {
        try {
            return redeemed(pair, idempotencyKey);
        } catch (PersistenceException failure) {
            throw LostRace.ifRolledBack("another request is changing the pair", failure);
        }
    }

    private Optional<DeviceConnectionParams> redeemed(BootstrapCredential pair, String idempotencyKey) {
        var secret = redemption.redeem(pair, idempotencyKey);
        var before = secret.isPresent() ? DeviceState.AwaitingBootstrap : DeviceState.Bootstrapped;
        return secret.or(() -> redemption.redeemAgain(pair, idempotencyKey)).map(handedOver -> {
            var facts = facts(pair);
            audit.changed(facts.deviceId(), before.name(), DeviceState.Bootstrapped.name());
            return DeviceConnectionParams.of(facts, handedOver);
        });
    }

    private ConnectionFacts facts(BootstrapCredential pair) {
        return entities.createNamedQuery(DeviceRegistration.CONNECTION, ConnectionFacts.class)
                .setParameter("device", pair.device())
                .setParameter("subjectId", pair.subjectId())
                .getResultStream()
                .findFirst()
                .orElseThrow(DeviceBootstrap::refusal);
    }
}
