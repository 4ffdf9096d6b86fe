package org.openors.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.openors.error.ErrorCode;
import org.openors.identity.Identifier;

/**
 * A record of the audit trail. It is written once, with a MAC, and never changed. Times are UTC, to the millisecond.
 */
@Entity
@Table(name = "audit_record")
public class AuditRecord {

    @Id
    UUID id;

    @Column(name = "occurred_at")
    OffsetDateTime occurredAt;

    @Enumerated(EnumType.STRING)
    AuditAction action;

    String outcome;

    @Column(name = "error_code")
    String errorCode;

    String reason;

    @Column(name = "study_id")
    UUID studyId;

    String mode;

    @Column(name = "subject_id")
    UUID subjectId;

    @Column(name = "inventory_id")
    UUID inventoryId;

    @Column(name = "device_id")
    UUID deviceId;

    @Column(name = "actor_issuer")
    String actorIssuer;

    String actor;

    @Column(name = "actor_right")
    String actorRight;

    @Column(name = "state_before")
    String stateBefore;

    @Column(name = "state_after")
    String stateAfter;

    @Column(name = "change_reason")
    String changeReason;

    @Column(name = "peer_address")
    String peerAddress;

    String reference;

    String trail;

    @Column(name = "connector_call")
    String connectorCall;

    @Column(name = "key_id")
    private String keyId;

    private byte[] mac;

    protected AuditRecord() {}

    AuditRecord(AuditAction action, Instant now, String reference, String peerAddress) {
        this.id = Identifier.inOrderOfTime(now);
        this.occurredAt = now.atOffset(ZoneOffset.UTC);
        this.action = action;
        this.reference = reference;
        this.peerAddress = peerAddress;
    }

    /** A record of something that the service did without a request. It has no peer address. */
    static AuditRecord ofService(AuditAction action, Instant now) {
        return new AuditRecord(action, now, Identifier.format(UUID.randomUUID()), "-");
    }

    /** The same record again, with another time. */
    static AuditRecord of(CanonicalRecord content, Instant now) {
        var record = new AuditRecord(
                AuditAction.valueOf(content.text(AuditField.ACTION)),
                now,
                content.text(AuditField.REFERENCE),
                content.text(AuditField.PEER_ADDRESS));
        record.identify(content.id());
        record.nameActor(
                content.text(AuditField.ACTOR_ISSUER),
                content.text(AuditField.ACTOR),
                content.text(AuditField.ACTOR_RIGHT));
        record.studyId = identifier(content, AuditField.STUDY_ID);
        record.mode = content.text(AuditField.MODE);
        record.subjectId = identifier(content, AuditField.SUBJECT_ID);
        record.inventoryId = identifier(content, AuditField.INVENTORY_ID);
        record.deviceId = identifier(content, AuditField.DEVICE_ID);
        record.noteReason(content.text(AuditField.CHANGE_REASON));
        record.noteStates(content.text(AuditField.STATE_BEFORE), null);
        record.noteConnectorCall(content.text(AuditField.CONNECTOR_CALL));
        return record;
    }

    private static UUID identifier(CanonicalRecord content, AuditField field) {
        return content.text(field) == null ? null : Identifier.of(content.text(field));
    }

    /** Gives it an id that others know. Two records of one id can't be stored. */
    void identify(UUID known) {
        id = known;
    }

    /** Whether the action is an operation of the API, and not {@link AuditAction#OTHER}. */
    boolean isOfAnOperation() {
        return action != AuditAction.OTHER;
    }

    void nameActor(String issuer, String name, String right) {
        actorIssuer = issuer;
        actor = name;
        actorRight = right;
    }

    UUID studyId() {
        return studyId;
    }

    String mode() {
        return mode;
    }

    boolean namesAStudy() {
        return studyId != null && mode != null;
    }

    /** Puts the record in the service's own trail, although it may name a study. */
    void putInTrailOfService() {
        trail = ChainName.SERVICE;
    }

    /** Stores the objects. The Max UUID means none. */
    void nameObjects(UUID study, String studyMode, UUID subject, UUID item) {
        studyId = orNull(study);
        mode = studyMode;
        subjectId = orNull(subject);
        inventoryId = orNull(item);
    }

    private static UUID orNull(UUID id) {
        return Identifier.UNKNOWN.equals(id) ? null : id;
    }

    /** Makes this the record of one object that the request changed beside others. */
    void concern(ObjectChange change) {
        action = change.action();
        subjectId = change.subjectId();
        inventoryId = change.inventoryId();
        succeed(change.deviceId(), change.before(), change.after());
    }

    void noteStates(String before, String after) {
        stateBefore = before;
        stateAfter = after;
    }

    /** Stores the reason that the caller gave. */
    void noteReason(String given) {
        changeReason = given;
    }

    void succeed(UUID device, String before, String after) {
        outcome = "Success";
        deviceId = device;
        noteStates(before, after);
    }

    /** Stores what a remote connector was called for, its host, status and how long it took. */
    void noteConnectorCall(String call) {
        connectorCall = call;
    }

    /** The request may have changed something, and nobody here knows. */
    void leaveUnknown(ErrorCode code) {
        outcome = "Unknown";
        errorCode = code.code();
        reason = code.name();
    }

    void refuse(ErrorCode code) {
        outcome = code.status() >= 500 ? "Failed" : "Refused";
        errorCode = code.code();
        reason = code.name();
    }

    /** Stores how many requests of this kind were refused, and by which limit. */
    void countRefusals(RefusalKind kind, RefusalCount count) {
        peerAddress = kind.peer();
        refuse(kind.code());
        noteStates(null, "requests=" + count.requests() + " since=" + count.since() + kind.limitText());
    }

    /** Signs all fields with the newest key. No field may be changed after this. */
    void signWith(AuditMacs macs) {
        keyId = macs.newestKeyId();
        mac = macs.sign(CanonicalRecord.of(this), keyId);
    }

    String keyId() {
        return keyId;
    }

    byte[] mac() {
        return mac.clone();
    }
}
