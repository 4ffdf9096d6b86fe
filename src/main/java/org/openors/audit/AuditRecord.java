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

/** One line of the audit trail: written once, never changed. Times are UTC, to the millisecond. */
@Entity
@Table(name = "audit_record")
public class AuditRecord {

    @Id
    private UUID id;

    @Column(name = "occurred_at")
    private OffsetDateTime occurredAt;

    @Enumerated(EnumType.STRING)
    private AuditAction action;

    private String outcome;

    @Column(name = "error_code")
    private String errorCode;

    private String reason;

    @Column(name = "study_id")
    private UUID studyId;

    private String mode;

    @Column(name = "subject_id")
    private UUID subjectId;

    @Column(name = "inventory_id")
    private UUID inventoryId;

    @Column(name = "device_id")
    private UUID deviceId;

    @Column(name = "actor_issuer")
    private String actorIssuer;

    private String actor;

    @Column(name = "actor_right")
    private String actorRight;

    @Column(name = "state_before")
    private String stateBefore;

    @Column(name = "state_after")
    private String stateAfter;

    @Column(name = "peer_address")
    private String peerAddress;

    private String reference;

    protected AuditRecord() {}

    AuditRecord(AuditAction action, String reference, String peerAddress) {
        this.id = UUID.randomUUID();
        this.occurredAt = Instant.now().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
        this.action = action;
        this.reference = reference;
        this.peerAddress = peerAddress;
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

    void refused(ErrorCode code) {
        outcome = code.status() >= 500 ? "Failed" : "Refused";
        errorCode = code.code();
        reason = code.name();
    }
}
