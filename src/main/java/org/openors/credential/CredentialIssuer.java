package org.openors.credential;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.openors.database.LostRace;
import org.openors.database.SqlState;

/** Issues new pairs. The old pair, if there is one, is dead when the transaction commits. */
@ApplicationScoped
public class CredentialIssuer {

    @PersistenceContext
    EntityManager entities;

    @Inject
    PairGenerator generator;

    @Inject
    OtpHasher hasher;

    @Inject
    CredentialPolicy policy;

    @Inject
    Clock clock;

    /**
     * Issues a pair in the caller's transaction.
     *
     * @throws AccessIdTaken if the new access ID is in use: try again in a new transaction
     * @throws LostRace if the pair, or the registration, changed since it was read
     */
    public IssuedCredential issue(Issuance issuance) {
        var now = clock.instant();
        var issued = new IssuedCredential(generator.accessId(), issuance.deviceId(), generator.otp(), expiry(now));
        try {
            if (issuance.replaces() == null) {
                insert(issuance, issued, now);
            } else {
                replace(issuance, issued, now);
            }
        } catch (PersistenceException failure) {
            throw translated(failure);
        }
        return issued;
    }

    /** To the millisecond, as the database stores it: the seal must cover the same time. */
    private Instant expiry(Instant now) {
        return now.plus(policy.ttl()).truncatedTo(ChronoUnit.MILLIS);
    }

    private HashedOtp hashed(Issuance issuance, IssuedCredential issued) {
        var context = new PairContext(issuance.device(), issuance.subjectId(), issued.accessId(), issued.expiresAt());
        return hasher.hash(issued.otp(), context);
    }

    private void insert(Issuance issuance, IssuedCredential issued, Instant now) {
        var site = SiteOfPair.first(entities, issuance.device(), issuance.subjectId());
        entities.persist(new BootstrapCredential(
                issuance, site, issued.accessId(), hashed(issuance, issued), now, issued.expiresAt()));
        entities.flush();
    }

    private void replace(Issuance issuance, IssuedCredential issued, Instant now) {
        var otp = hashed(issuance, issued);
        int replaced = issuance.replaces()
                .name(entities.createNamedQuery(BootstrapCredential.REPLACE), policy.maxAttempts())
                .setParameter("device", issuance.device())
                .setParameter("subjectId", issuance.subjectId())
                .setParameter("siteId", issuance.siteId())
                .setParameter("accessId", issued.accessId())
                .setParameter("keyId", otp.keyId())
                .setParameter("salt", otp.salt())
                .setParameter("iterations", otp.iterations())
                .setParameter("hash", otp.hash())
                .setParameter("issuedAt", now.atOffset(ZoneOffset.UTC))
                .setParameter("issuedBy", issuance.issuedBy())
                .setParameter("issuedByName", issuance.issuedByName())
                .setParameter("expiresAt", issued.expiresAt().atOffset(ZoneOffset.UTC))
                .executeUpdate();
        if (replaced == 0) {
            throw new LostRace("the pair changed since it was read");
        }
    }

    /**
     * A unique violation means that the access ID is in use or, for a first pair, that another request inserted the
     * row. Both are tried again.
     */
    private static RuntimeException translated(PersistenceException failure) {
        if (SqlState.isUniqueViolation(failure)) {
            return new AccessIdTaken(failure);
        }
        return LostRace.ifConflict("the registration changed since it was read", failure);
    }
}
