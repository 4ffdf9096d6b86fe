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
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.openors.error.ErrorCode;
import org.openors.identity.Identifier;

/** One line of the audit trail: written once, with a MAC, and never changed. Times are UTC, to the millisecond. */
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

    @Column(name = "key_id")
    private String keyId;

    private byte[] mac;

    protected AuditRecord() {}

    AuditRecord(AuditAction action, String reference, String peerAddress) {
        this.id = UUID.randomUUID();
        this.occurredAt = Instant.now().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
        this.action = action;
        this.reference = reference;
        this.peerAddress = peerAddress;
    }

    /** What the service did by itself: nobody asked for it, from nowhere. */
    static AuditRecord ofService(AuditAction action) {
        return new AuditRecord(action, Identifier.format(UUID.randomUUID()), "-");
    }

    void by(String issuer, String name, String right) {
        actorIssuer = issuer;
        actor = name;
        actorRight = right;
    }

    void about(UUID study, String studyMode, UUID subject, UUID item) {
        studyId = study;
        mode = studyMode;
        subjectId = subject;
        inventoryId = item;
    }

    void succeeded(UUID device, String before, String after) {
        outcome = "Success";
        deviceId = device;
        states(before, after);
    }

    void states(String before, String after) {
        stateBefore = before;
        stateAfter = after;
    }

    /** Notes the caller's own words on why, null if there are none. */
    void because(String given) {
        changeReason = given;
    }

    /** Has the newest key vouch for the record as it is now: the last thing before it is written. */
    void vouchedForBy(AuditMacs macs) {
        keyId = macs.newestKeyId();
        mac = macs.ofRecord(CanonicalRecord.of(this), keyId);
    }

    void refused(ErrorCode code) {
        outcome = code.status() >= 500 ? "Failed" : "Refused";
        errorCode = code.code();
        reason = code.name();
    }
}
