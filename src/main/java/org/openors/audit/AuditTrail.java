package org.openors.audit;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.UUID;
import org.openors.error.Refused;

/** Writes the trail. What is recorded of a request beside its outcome is taken from the request itself. */
@Stateless
public class AuditTrail {

    @PersistenceContext
    EntityManager entities;

    @Inject
    AuditedRequest request;

    @Inject
    AuditMacs macs;

    /**
     * Records a change in the transaction that makes it: both commit or neither.
     *
     * @param deviceId the device instance, null if the change is not about one
     * @param before the state before, null if there was none
     * @param after the state after, null if there is none
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void succeeded(UUID deviceId, String before, String after) {
        var record = request.record();
        record.succeeded(deviceId, before, after);
        write(record);
    }

    /** Records a refusal, or a failure, in a transaction of its own. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void refused(@Observes Refused refusal) {
        var record = request.record();
        record.refused(refusal.code());
        write(record);
    }

    private void write(AuditRecord record) {
        record.vouchedForBy(macs);
        entities.persist(record);
        entities.flush();
    }
}
