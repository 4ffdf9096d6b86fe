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
import java.util.Optional;
import java.util.UUID;
import org.openors.identity.DeviceKey;

/**
 * The pair of one registered device. A registration has at most one row: a new pair overwrites the old one in any
 * state. Each change is one conditional statement and never a read followed by a write, so that two changes at once are
 * safe. A new pair replaces only the {@link SeenPair}.
 */
@Entity
@Table(name = "bootstrap_credential")
@NamedQuery(
        name = BootstrapCredential.REPLACE,
        query = "UPDATE BootstrapCredential c SET c.version = " + BootstrapCredential.NEXT_VERSION
                + ", c.subjectId = :subjectId, c.siteId = " + SiteOfPair.NEXT + ","
                + " c.accessId = :accessId, c.otp.keyId = :keyId, c.otp.salt = :salt, c.otp.iterations = :iterations,"
                + " c.otp.hash = :hash, c.issuedAt = :issuedAt, c.issuedBy = :issuedBy, c.expiresAt = :expiresAt,"
                + " c.issuedByName = :issuedByName, c.namedAccessId = :accessId,"
                + " c.attempts = 0, c.lockMark = NULL, c.redeemedAt = NULL, c.idempotencyHash = NULL"
                + " WHERE c.device = :device AND" + SeenPair.UNCHANGED)
@NamedQuery(
        name = BootstrapCredential.CHARGE,
        query = "UPDATE BootstrapCredential c SET c.attempts ="
                + " CASE WHEN c.attempts > :max THEN c.attempts ELSE c.attempts + 1 END,"
                + " c.lockMark = CASE WHEN c.attempts >= :last THEN 1 ELSE c.lockMark END"
                + " WHERE c.accessId = :accessId")
@NamedQuery(
        name = BootstrapCredential.WITH_ACCESS_ID,
        query = "SELECT c FROM BootstrapCredential c WHERE c.accessId = :accessId")
@NamedQuery(
        name = BootstrapCredential.GIVE_BACK,
        query = "UPDATE BootstrapCredential c SET c.attempts = c.attempts - 1"
                + " WHERE c.device = :device AND c.accessId = :accessId")
@NamedQuery(
        name = BootstrapCredential.GIVE_BACK_FIRST,
        query = "UPDATE BootstrapCredential c SET c.attempts = c.attempts - 1"
                + " WHERE c.device = :device AND c.accessId = :accessId AND c.attempts > 0"
                + " AND c.connectionSecretHash IS NULL")
@NamedQuery(
        name = BootstrapCredential.GIVE_BACK_LATER,
        query = "UPDATE BootstrapCredential c SET c.attempts = c.attempts - 1"
                + " WHERE c.device = :device AND c.accessId = :accessId AND c.attempts > 0"
                + " AND c.connectionSecretHash = :secretHash")
@NamedQuery(
        name = BootstrapCredential.REDEEM,
        query = "UPDATE BootstrapCredential c SET c.redeemedAt = :now, c.attempts = c.attempts - 1,"
                + " c.connectionKeyId = :keyId, c.connectionSecretHash = :secretHash, c.idempotencyHash = :idempotencyHash"
                + " WHERE c.device = :device AND c.accessId = :accessId"
                + " AND c.redeemedAt IS NULL AND c.expiresAt > :now")
@NamedQuery(
        name = BootstrapCredential.REDEEM_AGAIN,
        query =
                "UPDATE BootstrapCredential c SET c.attempts = c.attempts - 1, c.connectionSecretHash = :secretHash"
                        + " WHERE c.device = :device AND c.accessId = :accessId"
                        + " AND c.redeemedAt > :since AND c.redeemedAt < :until AND c.connectionKeyId = :keyId AND c.idempotencyHash = :idempotencyHash")
@NamedQuery(
        name = BootstrapCredential.REVOKE,
        query = "UPDATE BootstrapCredential c SET c.version = " + BootstrapCredential.NEXT_VERSION
                + ", c.accessId = :revokedAccessId,"
                + " c.otp.salt = :nothing, c.otp.hash = :nothing, c.idempotencyHash = NULL"
                + " WHERE c.device = :device AND" + SeenPair.UNCHANGED)
@NamedQuery(
        name = BootstrapCredential.REMOVE,
        query = "DELETE FROM BootstrapCredential c WHERE c.device = :device AND" + SeenPair.UNCHANGED)
@NamedQuery(
        name = BootstrapCredential.REMOVE_SAME,
        query = "DELETE FROM BootstrapCredential c WHERE c.device = :device AND c.accessId = :accessId")
@NamedQuery(
        name = BootstrapCredential.ACCESS_ID,
        query = "SELECT c.accessId FROM BootstrapCredential c WHERE c.device = :device")
public class BootstrapCredential {

    /** After the highest number, which only somebody else can have written, it begins anew. */
    static final String NEXT_VERSION = "CASE WHEN c.version < " + Long.MAX_VALUE + " THEN c.version + 1 ELSE 1 END";

    static final String REPLACE = "BootstrapCredential.replace";
    static final String CHARGE = "BootstrapCredential.charge";
    static final String WITH_ACCESS_ID = "BootstrapCredential.withAccessId";
    static final String GIVE_BACK = "BootstrapCredential.giveBack";
    /** As {@link #GIVE_BACK}, if the device has not been bootstrapped yet. */
    static final String GIVE_BACK_FIRST = "BootstrapCredential.giveBackFirst";

    /** As {@link #GIVE_BACK}, if the device has not been bootstrapped again. */
    static final String GIVE_BACK_LATER = "BootstrapCredential.giveBackLater";

    static final String REDEEM = "BootstrapCredential.redeem";
    static final String REDEEM_AGAIN = "BootstrapCredential.redeemAgain";

    /** Ends the pair. Nothing of its OTP is left; the row keeps the connection secret of the last redemption. */
    static final String REVOKE = "BootstrapCredential.revoke";

    /** Ends the pair and the connection secret. */
    static final String REMOVE = "BootstrapCredential.remove";

    /** As {@link #REMOVE}, also if the pair was redeemed or locked since it was read. */
    static final String REMOVE_SAME = "BootstrapCredential.removeSame";

    /** The access ID of the device's pair, also of a revoked one. */
    static final String ACCESS_ID = "BootstrapCredential.accessId";

    @EmbeddedId
    private DeviceKey device;

    /** Counts the pairs of a registration. */
    private long version;

    @Column(name = "subject_id")
    private UUID subjectId;

    /** That of the subject when the pair was issued, or of a later import: what the look-up of a site's devices goes by. */
    @Column(name = "site_id")
    private String siteId;

    @Column(name = "access_id")
    private String accessId;

    @Embedded
    private HashedOtp otp;

    @Column(name = "issued_at")
    private OffsetDateTime issuedAt;

    @Column(name = "issued_by")
    private String issuedBy;

    @Column(name = "issued_by_name")
    private String issuedByName;

    /** The pair whose issuer the name is: nodes of an earlier release replace a pair without its issuer's name. */
    @Column(name = "named_access_id")
    private String namedAccessId;

    @Column(name = "expires_at")
    private OffsetDateTime expiresAt;

    private int attempts;

    /** 1 if the pair may be locked: what the look-up of locked pairs goes by. The attempts decide. */
    @Column(name = "lock_mark")
    private Integer lockMark;

    @Column(name = "redeemed_at")
    private OffsetDateTime redeemedAt;

    @Column(name = "connection_key_id")
    private String connectionKeyId;

    @Column(name = "connection_secret_hash")
    private byte[] connectionSecretHash;

    @Column(name = "idempotency_hash")
    private byte[] idempotencyHash;

    protected BootstrapCredential() {}

    /**
     * The first pair of a device.
     *
     * @param siteId the subject's; null if it is being changed
     */
    BootstrapCredential(Issuance issuance, String siteId, String accessId, HashedOtp otp, Instant now, Instant expiry) {
        this.device = issuance.device();
        this.version = 1;
        this.subjectId = issuance.subjectId();
        this.siteId = siteId;
        this.accessId = accessId;
        this.otp = otp;
        this.issuedAt = now.atOffset(ZoneOffset.UTC);
        this.issuedBy = issuance.issuedBy();
        this.issuedByName = issuance.issuedByName();
        this.namedAccessId = accessId;
        this.expiresAt = expiry.atOffset(ZoneOffset.UTC);
    }

    /** The registered item that the pair is for. */
    public DeviceKey device() {
        return device;
    }

    /** The subject to whom the item was dispensed when the pair was issued. */
    public UUID subjectId() {
        return subjectId;
    }

    /** Whether the OTP of the attempt that was just charged may be checked. */
    public boolean isAttemptAllowed(int maxAttempts) {
        return attempts <= maxAttempts;
    }

    /** The state of the device. */
    public DeviceState state(Instant now, int maxAttempts) {
        return DeviceState.ofPair(redeemedAt, attempts, expiresAt, now, maxAttempts);
    }

    String accessId() {
        return accessId;
    }

    HashedOtp otp() {
        return otp;
    }

    PairContext context() {
        return new PairContext(device, subjectId, accessId, expiresAt.toInstant());
    }

    boolean isValidAt(Instant now) {
        return now.isBefore(expiresAt.toInstant());
    }

    /** The hash of the secret of the last redemption; null if there was none. */
    byte[] connectionSecretHash() {
        return connectionSecretHash;
    }

    boolean isRedeemed() {
        return redeemedAt != null;
    }

    /** The id of the key that hashed the secret of the last redemption; empty if there was none. */
    Optional<String> connectionKeyId() {
        return Optional.ofNullable(connectionKeyId);
    }
}
