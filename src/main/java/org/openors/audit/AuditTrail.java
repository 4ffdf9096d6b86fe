package org.openors.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.UUID;
import org.openors.error.ErrorCode;

/**
 * Writes audit records in the caller's transaction: the change and its record commit together, or neither does. The
 * actor, the peer address and the objects come from {@link AuditedRequest}.
 */
@ApplicationScoped
public class AuditTrail {

    @PersistenceContext
    EntityManager entities;

    @Inject
    AuditedRequest request;

    @Inject
    AuditMacs macs;

    @Inject
    Clock clock;

    /**
     * Records that something was read.
     *
     * @throws IllegalStateException if the method declares no action; the transaction then rolls back
     */
    public void read() {
        changed(null, null);
    }

    /** Records that something was read, with a short result. */
    public void read(String result) {
        changed(null, result);
    }

    /**
     * Records a change that is not about a device instance.
     *
     * @param before the state before, null if there was none
     * @param after the state after, null if there is none
     * @throws IllegalStateException if the method declares no action; the transaction then rolls back
     */
    public void changed(String before, String after) {
        changed(null, before, after);
    }

    /** Records a change of a device instance. */
    public void changed(UUID deviceId, String before, String after) {
        var record = request.record();
        if (!record.isOfAnOperation()) {
            throw new IllegalStateException("the request succeeded, but its method declares no @Audited action");
        }
        record.succeed(deviceId, before, after);
        write(record);
    }

    /** Records a change that the service made without a request. */
    public void changedByService(AuditAction action, String before, String after) {
        var record = AuditRecord.ofService(action, clock.instant());
        record.succeed(null, before, after);
        write(record);
    }

    /** Records a refusal or a failure. */
    void recordRefusal(ErrorCode code) {
        var record = request.record();
        record.refuse(code);
        write(record);
    }

    /** Records that many requests were refused, without a record for each. */
    void recordCount(RefusalKind kind, RefusalCount count) {
        var record = AuditRecord.ofService(AuditAction.COUNT_REFUSALS, clock.instant());
        record.nameActor(cut(kind.issuer()), cut(kind.actor()), null);
        record.countRefusals(kind, count);
        write(record);
    }

    private static String cut(String text) {
        return text == null ? null : AuditedRequest.cut(text);
    }

    private void write(AuditRecord record) {
        record.signWith(macs);
        entities.persist(record);
        entities.flush();
    }
}
