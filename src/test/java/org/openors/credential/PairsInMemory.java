package org.openors.credential;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.openors.identity.DeviceKey;
import org.openors.keys.TestKeys;

/** Issues, revokes and tries pairs on tables in memory, without a server. */
public final class PairsInMemory implements AutoCloseable {

    private final PairDatabase database = new PairDatabase();
    private final CredentialIssuer issuer = new CredentialIssuer();
    private final PairRevocation revocation = new PairRevocation();
    private final OtpCheck check = new OtpCheck();

    /** @param directory for the file of the keys */
    public PairsInMemory(Path directory) throws SQLException {
        var keys = TestKeys.of(directory, "1:" + TestKeys.hex());
        check.hasher = new OtpHasher(keys, new PairSeal(keys, null));
        issuer.entities = database.entities;
        issuer.generator = new PairGenerator();
        issuer.hasher = check.hasher;
        issuer.policy = new CredentialPolicy(Duration.ofHours(24), 10);
        issuer.clock = Clock.systemUTC();
        revocation.entities = database.entities;
        revocation.policy = issuer.policy;
        revocation.generator = issuer.generator;
    }

    public CredentialIssuer issuer() {
        return issuer;
    }

    public PairRevocation revocation() {
        return revocation;
    }

    public <T> T inTransaction(Supplier<T> work) {
        var result = new AtomicReference<T>();
        database.inTransaction(() -> result.set(work.get()));
        return result.get();
    }

    /** The pair of the device as it is read; null if there is none. */
    public SeenPair seen(DeviceKey device) {
        var pair = database.pairOf(device);
        return pair == null ? null : SeenPair.of(pair.accessId(), 0, null);
    }

    /** Whether the pair is stored and its OTP is right. */
    public boolean works(IssuedCredential pair) {
        database.entities.clear();
        var stored = database.entities
                .createQuery(
                        "SELECT c FROM BootstrapCredential c WHERE c.accessId = :accessId", BootstrapCredential.class)
                .setParameter("accessId", pair.accessId())
                .getResultStream()
                .findFirst();
        return stored.isPresent() && check.isRight(pair.otp(), Optional.of(stored.get()));
    }

    @Override
    public void close() {
        database.close();
    }
}
