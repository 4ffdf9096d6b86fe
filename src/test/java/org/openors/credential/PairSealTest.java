package org.openors.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openors.identity.DeviceKey;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.keys.SecretKeys;
import org.openors.keys.TestKeys;

/** What a person who has the database, but no key, can make of a pair. */
class PairSealTest {

    private static final String OTP = "ABCD1234";
    private static final DeviceKey DEVICE =
            new DeviceKey(new StudyMode(UUID.randomUUID(), Mode.active), UUID.randomUUID());
    private static final UUID SUBJECT = UUID.randomUUID();
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant EXPIRY = NOW.plus(Duration.ofHours(24));

    @TempDir
    Path directory;

    private SecretKeys keys;
    private PairSeal seal;
    private OtpHasher hasher;
    private HashedOtp kept;

    @BeforeEach
    void issueAPair() {
        keys = TestKeys.of(directory, "old:" + TestKeys.hex(), "new:" + TestKeys.hex());
        use(Instant.MIN);
        kept = hasher.hash(OTP, new PairContext(DEVICE, SUBJECT, "ABC123", EXPIRY));
    }

    @Test
    void aPairIsIntactAsItWasIssuedAndNotIfItsRowWasAltered() {
        assertThat(seal.isIntact(row(SUBJECT, "ABC123", EXPIRY, kept))).isTrue();
        assertThat(seal.isIntact(row(SUBJECT, "ABC123", EXPIRY.plusMillis(1), kept)))
                .isFalse();
        assertThat(seal.isIntact(row(SUBJECT, "ABC123", EXPIRY.minusMillis(1), kept)))
                .isFalse();
        assertThat(seal.isIntact(row(SUBJECT, "ABC124", EXPIRY, kept))).isFalse();
        assertThat(seal.isIntact(row(UUID.randomUUID(), "ABC123", EXPIRY, kept)))
                .isFalse();
    }

    /** Another pair's salt is intact with another pair's expiry, but then the OTP is wrong. */
    @Test
    void theSealOfAnotherPairDoesNotFitTheOtp() {
        var other = hasher.hash("XXXXXXXX", new PairContext(DEVICE, SUBJECT, "ABC123", EXPIRY.plusSeconds(1)));
        var mixed = new HashedOtp(kept.keyId(), other.salt(), kept.iterations(), kept.hash());
        assertThat(seal.isIntact(row(SUBJECT, "ABC123", EXPIRY.plusSeconds(1), mixed)))
                .isTrue();
        assertThat(hasher.matches(OTP, mixed, DEVICE)).isFalse();
    }

    @Test
    void aSealedPairIsNotAcceptedAsOneOfAnEarlierRelease() {
        use(NOW.plusSeconds(1));
        var unsealed = withSalt(Arrays.copyOf(kept.salt(), 16));
        assertThat(hasher.matches(OTP, unsealed, DEVICE)).isFalse();
        assertThat(seal.isIntact(row(SUBJECT, "ABC123", EXPIRY.plusMillis(1), kept)))
                .isFalse();
    }

    @Test
    void aPairOfAnEarlierReleaseIsAcceptedUntilTheEndOfThePeriod() {
        var unsealed = row(SUBJECT, "ABC123", EXPIRY, withSalt(new byte[16]));
        use(NOW.plusMillis(1));
        assertThat(seal.isIntact(unsealed)).isTrue();
        use(NOW);
        assertThat(seal.isIntact(unsealed)).isFalse();
    }

    private HashedOtp withSalt(byte[] salt) {
        return new HashedOtp(kept.keyId(), salt, kept.iterations(), kept.hash());
    }

    private static BootstrapCredential row(UUID subject, String accessId, Instant expiry, HashedOtp otp) {
        return new BootstrapCredential(
                new Issuance(DEVICE, null, subject, "siteA", null, "nurse-17", null),
                "siteA",
                accessId,
                otp,
                NOW,
                expiry);
    }

    /** It is now, and pairs of an earlier release are accepted until then. */
    private void use(Instant end) {
        var earlier = new EarlierPairs() {
            @Override
            boolean areAccepted() {
                return NOW.isBefore(end);
            }
        };
        seal = new PairSeal(keys, earlier);
        hasher = new OtpHasher(keys, seal);
    }
}
