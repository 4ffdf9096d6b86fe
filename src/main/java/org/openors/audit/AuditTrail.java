package org.openors.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.openors.database.Jdbc;
import org.openors.error.ErrorCode;
import org.openors.identity.DeviceKey;
import org.openors.identity.Identifier;

/**
 * Writes audit records in the caller's transaction: the change and its record commit together, or neither does. The
 * actor, the peer address and the objects come from {@link AuditedRequest}.
 */
@ApplicationScoped
public class AuditTrail {

    private static final String IS_KNOWN = "SELECT 1 FROM study_mode WHERE study_id = ? AND mode = ?";

    private static final String IS_WRITTEN = "SELECT 1 FROM audit_record WHERE id = ?";

    @PersistenceContext
    EntityManager entities;

    @Inject
    Jdbc jdbc;

    @Inject
    AuditedRequest request;

    @Inject
    AuditMacs macs;

    @Inject
    Clock clock;

    @Inject
    Event<RecordWritten> written;

    /**
     * Records that something was read. It goes to the service's own trail if no such study is known in the mode.
     *
     * @throws IllegalStateException if the method declares no action; the transaction then rolls back
     */
    public void read() {
        read(null);
    }

    /** As {@link #read()}, with a short result. */
    public void read(String result) {
        var record = recordOfOperation();
        record.succeed(null, null, result);
        putInKnownTrail(record);
        write(record);
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
        var record = recordOfOperation();
        record.succeed(deviceId, before, after);
        write(record);
    }

    /** As {@link #changed(UUID, String, String)}, by a call of a remote connector. */
    public void changedByCall(UUID deviceId, String before, String after, String call) {
        var record = recordOfOperation();
        record.succeed(deviceId, before, after);
        record.noteConnectorCall(call);
        write(record);
    }

    /**
     * Records that a call of a remote connector did not succeed. It is the request's one record.
     *
     * @param isUnknown whether the connector may have done what it was asked
     */
    public void failedByCall(ErrorCode code, String call, boolean isUnknown) {
        var record = recordOfOperation();
        if (isUnknown) {
            record.leaveUnknown(code);
        } else {
            record.refuse(code);
        }
        record.noteConnectorCall(call);
        write(record);
    }

    /** An id for a record that others must know before it is written. */
    public UUID newId() {
        return Identifier.inOrderOfTime(clock.instant());
    }

    /**
     * The record of the current request before its outcome is known.
     *
     * @param id of the record: whether the request or another node writes it, there is one
     */
    public PendingRecord pending(UUID id, UUID deviceId, String before, String call) {
        request.nameRecord(id);
        var record = recordOfOperation();
        record.succeed(deviceId, before, null);
        record.noteConnectorCall(call);
        return PendingRecord.of(record, macs);
    }

    /** Says that whoever ends the call writes the record of this id, at the latest after this time. */
    public void promise(UUID id, Duration within) {
        written.fire(new RecordWritten(id, within));
    }

    /** Whether the record of this id is written. */
    public boolean isWritten(UUID id) {
        return !jdbc.run(connection -> Jdbc.query(connection, IS_WRITTEN, row -> true, id))
                .isEmpty();
    }

    /**
     * Records that nobody knows how a request ended: its node died. The record's time is now.
     *
     * @throws IllegalArgumentException if the pending record is not the service's own, or not that of this id and device
     */
    public void leftUnknown(UUID id, DeviceKey device, PendingRecord pending) {
        var record = pending.record(id, device, macs, clock.instant());
        record.leaveUnknown(ErrorCode.CONNECTOR_UNAVAILABLE);
        write(record);
    }

    private AuditRecord recordOfOperation() {
        var record = request.record();
        if (!record.isOfAnOperation()) {
            throw new IllegalStateException("the request succeeded, but its method declares no @Audited action");
        }
        return record;
    }

    /**
     * Records the changes of single objects by a request that changes many, with one statement, on the connection that
     * changed them. The record of the request itself is {@link #changed(String, String)}.
     */
    public void changedObjects(Connection connection, List<ObjectChange> changes) {
        var records = changes.stream().map(this::recordOf).toList();
        RecordSet.insert(connection, records);
        // One of each set: until the commit of a large import all of them would be in memory.
        records.stream().limit(1).forEach(this::fire);
    }

    private AuditRecord recordOf(ObjectChange change) {
        var record = request.record();
        record.concern(change);
        record.signWith(macs);
        return record;
    }

    /** Records a change that the service made without a request. */
    public void changedByService(AuditAction action, String before, String after) {
        changedByService(newId(), action, before, after);
    }

    /**
     * As {@link #changedByService(AuditAction, String, String)}.
     *
     * @param id of the record: whichever node writes it, there is one
     */
    public void changedByService(UUID id, AuditAction action, String before, String after) {
        var record = AuditRecord.ofService(action, clock.instant());
        record.identify(id);
        record.succeed(null, before, after);
        write(record);
    }

    /** Records a refusal or a failure. It goes to the service's own trail if no such study is known in the mode. */
    void recordRefusal(ErrorCode code) {
        var record = request.record();
        record.refuse(code);
        putInKnownTrail(record);
        write(record);
    }

    private void putInKnownTrail(AuditRecord record) {
        if (record.namesAStudy() && !request.isStudyKnown() && !isStudyKnown(record)) {
            record.putInTrailOfService();
        }
    }

    private boolean isStudyKnown(AuditRecord record) {
        return !jdbc.run(connection -> Jdbc.query(connection, IS_KNOWN, row -> true, record.studyId(), record.mode()))
                .isEmpty();
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
        if (!record.namesAStudy()) {
            record.putInTrailOfService();
        }
        record.signWith(macs);
        entities.persist(record);
        entities.flush();
        fire(record);
    }

    private void fire(AuditRecord record) {
        written.fire(new RecordWritten(record.id, Duration.ZERO));
    }
}
