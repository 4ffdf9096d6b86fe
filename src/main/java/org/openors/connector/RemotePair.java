package org.openors.connector;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.openors.credential.SiteOfPair;
import org.openors.identity.DeviceKey;

/** What is known of the pair that a remote connector issued for a registered device. Never an OTP. */
@Entity
@Table(name = "remote_pair")
@NamedQuery(
        name = RemotePair.REPLACE,
        query = "UPDATE RemotePair c SET c.subjectId = :subjectId, c.siteId = " + SiteOfPair.NEXT
                + ", c.accessId = :accessId, c.issuedAt = :issuedAt, c.issuedBy = :issuedBy,"
                + " c.issuedByName = :issuedByName, c.expiresAt = :expiresAt WHERE c.device = :device")
@NamedQuery(name = RemotePair.FORGET, query = "UPDATE RemotePair p SET p.accessId = NULL WHERE p.device = :device")
@NamedQuery(name = RemotePair.REMOVE, query = "DELETE FROM RemotePair p WHERE p.device = :device")
public class RemotePair {

    static final String REPLACE = "RemotePair.replace";
    /** A later call had an unknown outcome: the pair may have been replaced. */
    static final String FORGET = "RemotePair.forget";

    static final String REMOVE = "RemotePair.remove";

    @EmbeddedId
    private DeviceKey device;

    @Column(name = "subject_id")
    private UUID subjectId;

    /** Empty for a subject without one. */
    @Column(name = "site_id")
    private String siteId;

    @Column(name = "access_id")
    private String accessId;

    @Column(name = "issued_at")
    private OffsetDateTime issuedAt;

    @Column(name = "issued_by")
    private String issuedBy;

    @Column(name = "issued_by_name")
    private String issuedByName;

    @Column(name = "expires_at")
    private OffsetDateTime expiresAt;

    protected RemotePair() {}

    /** @param siteId the subject's; null if it is being changed */
    RemotePair(DeviceTwin device, String siteId, String accessId, Instant now, Instant expiry) {
        this.device = device.key();
        this.subjectId = device.subjectId();
        this.siteId = siteId;
        this.accessId = accessId;
        this.issuedAt = now.atOffset(ZoneOffset.UTC);
        this.issuedBy = device.askedBy();
        this.issuedByName = device.askedByName();
        this.expiresAt = expiry.atOffset(ZoneOffset.UTC);
    }
}
