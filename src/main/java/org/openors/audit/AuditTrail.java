package org.openors.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.UUID;
import org.openors.error.ErrorCode;

/** Writes the trail. What is recorded of a request beside its outcome is taken from the request itself. */
@ApplicationScoped
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
     * @throws jakarta.persistence.TransactionRequiredException if there is no transaction
     */
    public void succeeded(UUID deviceId, String before, String after) {
        var record = request.record();
        record.succeeded(deviceId, before, after);
        write(record);
    }

    /** Records what the service did by itself, in the transaction that does it. */
    public void succeededByItself(AuditAction action, String before, String after) {
        var record = AuditRecord.ofService(action);
        record.succeeded(null, before, after);
        write(record);
    }

    /** Records a refusal, or a failure, in the transaction at hand. */
    void refused(ErrorCode code) {
        var record = request.record();
        record.refused(code);
        write(record);
    }

    private void write(AuditRecord record) {
        record.vouchedForBy(macs);
        entities.persist(record);
        entities.flush();
    }
}
