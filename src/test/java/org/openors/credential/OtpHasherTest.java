package org.openors.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openors.identity.DeviceKey;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.keys.TestKeys;

/** The contract's section 2, "at rest". */
class OtpHasherTest {

    private static final String OTP = "ABCD1234";
    private static final UUID STUDY = UUID.randomUUID();
    private static final UUID ITEM = UUID.randomUUID();
    private static final DeviceKey DEVICE = new DeviceKey(new StudyMode(STUDY, Mode.active), ITEM);
    private static final PairContext PAIR =
            new PairContext(DEVICE, UUID.randomUUID(), "ABC123", Instant.parse("2026-03-01T12:00:00Z"));

    @TempDir
    Path directory;

    private String oldKey;
    private OtpHasher hasher;

    @BeforeEach
    void makeAKey() {
        oldKey = TestKeys.hex();
        hasher = hasher("old:" + oldKey);
    }

    @Test
    void theRightOtpMatchesAndNoOther() {
        var kept = hasher.hash(OTP, PAIR);
        assertThat(hasher.matches(OTP, kept, DEVICE)).isTrue();
        assertThat(hasher.matches("ABCD1235", kept, DEVICE)).isFalse();
        assertThat(hasher.matches("", kept, DEVICE)).isFalse();
    }

    @Test
    void anOtpOfAnotherStudyModeOrDeviceDoesNotMatch() {
        var kept = hasher.hash(OTP, PAIR);
        assertThat(hasher.matches(OTP, kept, new DeviceKey(new StudyMode(UUID.randomUUID(), Mode.active), ITEM)))
                .isFalse();
        assertThat(hasher.matches(OTP, kept, new DeviceKey(new StudyMode(STUDY, Mode.test), ITEM)))
                .isFalse();
        assertThat(hasher.matches(OTP, kept, new DeviceKey(new StudyMode(STUDY, Mode.active), UUID.randomUUID())))
                .isFalse();
        assertThat(hasher.matches(OTP, kept, new DeviceKey(new StudyMode(ITEM, Mode.active), STUDY)))
                .isFalse();
    }

    @Test
    void theDatabaseAloneIsNotEnoughToCheckAnOtp() {
        var kept = hasher.hash(OTP, PAIR);
        assertThat(hasher("old:" + TestKeys.hex()).matches(OTP, kept, DEVICE)).isFalse();
        assertThat(hasher("other:" + oldKey).matches(OTP, kept, DEVICE)).isFalse();
    }

    @Test
    void whatAnOlderKeyHashedStillMatchesAndTheNewestHashesAnew() {
        var kept = hasher.hash(OTP, PAIR);
        var rotated = hasher("old:" + oldKey, "new:" + TestKeys.hex());
        assertThat(rotated.matches(OTP, kept, DEVICE)).isTrue();
        assertThat(rotated.hash(OTP, PAIR).keyId()).isEqualTo("new");
    }

    @Test
    void saltHasSixteenRandomBytesAndASeal() {
        var one = hasher.hash(OTP, PAIR);
        var other = hasher.hash(OTP, PAIR);
        assertThat(one.salt()).hasSize(16 + 32).isNotEqualTo(other.salt());
        assertThat(Arrays.copyOf(one.salt(), 16)).isNotEqualTo(Arrays.copyOf(other.salt(), 16));
        assertThat(one.hash()).hasSize(32).isNotEqualTo(other.hash());
    }

    @Test
    void theIterationsAreKeptBesideAndUsed() throws Exception {
        var salt = new byte[16];
        var hash = published(OTP, salt, 7);
        assertThat(hasher.hash(OTP, PAIR).iterations()).isEqualTo(1_000);
        assertThat(hasher.matches(OTP, new HashedOtp("old", salt, 7, hash), DEVICE))
                .isTrue();
        assertThat(hasher.matches(OTP, new HashedOtp("old", salt, 8, hash), DEVICE))
                .isFalse();
    }

    /** What a row holds may be from anybody: the time for a check is bounded. */
    @Test
    void theIterationsOfAUsableHashAreBounded() {
        assertThat(iterated("old", 600_000).isUsable()).isTrue();
        assertThat(iterated("old", 600_001).isUsable()).isFalse();
        assertThat(iterated("old", 1).isUsable()).isTrue();
        assertThat(iterated("old", 0).isUsable()).isFalse();
        assertThat(iterated(null, 1).isUsable()).isFalse();
    }

    private static HashedOtp iterated(String keyId, int iterations) {
        return new HashedOtp(keyId, new byte[1], iterations, new byte[1]);
    }

    @Test
    void noTextOfAPairHoldsTheOtpSaltOrHash() {
        var kept = hasher.hash(OTP, PAIR);
        var issued = new IssuedCredential("ABC123", UUID.randomUUID(), OTP, Instant.now());
        assertThat(kept + " " + issued)
                .contains("ABC123")
                .doesNotContain(OTP)
                .doesNotContain(HexFormat.of().formatHex(kept.salt()))
                .doesNotContain(HexFormat.of().formatHex(kept.hash()));
    }

    @Test
    void aKeyThatTheFileLostIsNoticed() {
        var kept = hasher.hash(OTP, PAIR);
        assertThat(hasher.hasKeyOf(kept)).isTrue();
        assertThat(hasher("other:" + oldKey).hasKeyOf(kept)).isFalse();
    }

    /** The hash of this and of earlier releases, computed with nothing of the class under test: stored pairs rely on it. */
    private byte[] published(String otp, byte[] salt, int iterations) throws GeneralSecurityException, IOException {
        var context = new ByteArrayOutputStream();
        var fields = new DataOutputStream(context);
        for (var id : new UUID[] {STUDY, ITEM}) {
            fields.writeLong(id.getMostSignificantBits());
            fields.writeLong(id.getLeastSignificantBits());
        }
        fields.writeBytes("active");
        var stretched = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(otp.toCharArray(), salt, iterations, 256))
                .getEncoded();
        var pepper = hmac(HexFormat.of().parseHex(oldKey), "otp pepper".getBytes(StandardCharsets.UTF_8));
        return hmac(pepper, context.toByteArray(), stretched);
    }

    private static byte[] hmac(byte[] key, byte[]... parts) throws GeneralSecurityException, IOException {
        var message = new ByteArrayOutputStream();
        for (var part : parts) {
            new DataOutputStream(message).writeInt(part.length);
            message.write(part);
        }
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message.toByteArray());
    }

    private OtpHasher hasher(String... keys) {
        var read = TestKeys.of(directory, keys);
        return new OtpHasher(read, new PairSeal(read, new EarlierPairs()));
    }
}
