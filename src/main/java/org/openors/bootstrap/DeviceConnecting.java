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
import org.openors.database.LostRace;
import org.openors.device.ConnectionFacts;
import org.openors.device.DeviceRegistration;

/** Connects a device by its pair, whose OTP was found right; the pair is used when this returns. */
@Stateless
public class DeviceConnecting {

    @PersistenceContext
    EntityManager entities;

    @Inject
    PairRedemption redemption;

    @Inject
    AuditTrail audit;

    /**
     * Redeems the pair, or answers again where the first answer was lost, in one transaction.
     *
     * @param idempotencyKey null if the phone sent none
     * @return what the phone needs, nothing if the pair is used, expired, replaced or revoked
     * @throws org.openors.error.Refusal {@link org.openors.error.ErrorCode#INVALID_ACCESS_ID_OR_OTP} if the item is not the
     *     subject's any more
     * @throws LostRace if the row was locked for too long
     */
    public Optional<DeviceConnectionParams> connect(BootstrapCredential pair, String idempotencyKey) {
        try {
            return connected(pair, idempotencyKey);
        } catch (PersistenceException failure) {
            throw LostRace.ifConflict("the pair is being changed", failure);
        }
    }

    private Optional<DeviceConnectionParams> connected(BootstrapCredential pair, String idempotencyKey) {
        var secret = redemption.redeem(pair, idempotencyKey);
        var before = secret.isPresent() ? DeviceState.AwaitingBootstrap : DeviceState.Bootstrapped;
        return secret.or(() -> redemption.redeemAgain(pair, idempotencyKey)).map(handedOver -> {
            var facts = facts(pair);
            audit.succeeded(facts.deviceId(), before.name(), DeviceState.Bootstrapped.name());
            return DeviceConnectionParams.of(facts, handedOver);
        });
    }

    private ConnectionFacts facts(BootstrapCredential pair) {
        return entities.createNamedQuery(DeviceRegistration.CONNECTION, ConnectionFacts.class)
                .setParameter(1, pair.device().studyId())
                .setParameter(2, pair.device().mode().name())
                .setParameter(3, pair.device().inventoryId())
                .setParameter(4, pair.subjectId())
                .getResultStream()
                .findFirst()
                .orElseThrow(Redemption::refusal);
    }
}
