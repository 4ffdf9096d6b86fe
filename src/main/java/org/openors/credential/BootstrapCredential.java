package org.openors.credential;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.openors.wire.DeviceKey;

/**
 * The pair of one registered device. There is one row a registration: a new pair overwrites the old one, whatever its
 * state, by one conditional update on the version that was read.
 */
@Entity
@Table(name = "bootstrap_credential")
@NamedQuery(
        name = BootstrapCredential.REPLACE,
        query = "UPDATE BootstrapCredential c SET c.version = c.version + 1, c.subjectId = :subjectId,"
                + " c.accessId = :accessId, c.otp.keyId = :keyId, c.otp.salt = :salt, c.otp.iterations = :iterations,"
                + " c.otp.hash = :hash, c.issuedAt = :issuedAt, c.issuedBy = :issuedBy, c.expiresAt = :expiresAt,"
                + " c.attempts = 0, c.redeemedAt = NULL"
                + " WHERE c.device = :device AND c.version = :version")
public class BootstrapCredential {

    static final String REPLACE = "BootstrapCredential.replace";

    @EmbeddedId
    private DeviceKey device;

    private long version;

    @Column(name = "subject_id")
    private UUID subjectId;

    @Column(name = "access_id")
    private String accessId;

    @Embedded
    private HashedOtp otp;

    @Column(name = "issued_at")
    private OffsetDateTime issuedAt;

    @Column(name = "issued_by")
    private String issuedBy;

    @Column(name = "expires_at")
    private OffsetDateTime expiresAt;

    private int attempts;

    @Column(name = "redeemed_at")
    private OffsetDateTime redeemedAt;

    protected BootstrapCredential() {}

    /** The first pair of a device. */
    BootstrapCredential(
            DeviceKey device, UUID subjectId, String accessId, HashedOtp otp, Instant now, String by, Instant expiry) {
        this.device = device;
        this.version = 1;
        this.subjectId = subjectId;
        this.accessId = accessId;
        this.otp = otp;
        this.issuedAt = now.atOffset(ZoneOffset.UTC);
        this.issuedBy = by;
        this.expiresAt = expiry.atOffset(ZoneOffset.UTC);
    }

    DeviceKey device() {
        return device;
    }

    UUID subjectId() {
        return subjectId;
    }

    String accessId() {
        return accessId;
    }

    HashedOtp otp() {
        return otp;
    }

    OffsetDateTime issuedAt() {
        return issuedAt;
    }

    String issuedBy() {
        return issuedBy;
    }

    OffsetDateTime expiresAt() {
        return expiresAt;
    }
}
