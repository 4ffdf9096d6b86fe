package org.openors.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.openors.credential.IssuedCredential;
import org.openors.credential.SeenPair;
import org.openors.identity.DeviceKey;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;

/** What every connector does, wherever it works: each implementation of the port passes these tests. */
public abstract class ConnectorContract {

    private static final int PAIRS = 40;

    /** Asks a connector for one operation, in a transaction if it wants one. */
    protected abstract <T> T ask(Function<MHealthConnector, T> operation);

    /** Whether a phone could use the pair now. */
    protected abstract boolean works(IssuedCredential pair);

    /** The pair of the device as this service has read it; null if it has none. */
    protected abstract SeenPair seen(DeviceKey device);

    /** The form of the connector's OTPs: a regular expression. */
    protected abstract String otpForm();

    private static DeviceTwin device() {
        var key = new DeviceKey(new StudyMode(UUID.randomUUID(), Mode.test), UUID.randomUUID());
        return twin(key, UUID.randomUUID(), UUID.randomUUID(), null);
    }

    private static DeviceTwin twin(DeviceKey key, UUID deviceId, UUID subjectId, SeenPair pair) {
        return new DeviceTwin(
                key, deviceId, subjectId, "site-1", "M-1", null, Set.of(), "S-1", null, pair, "nurse-17", "Anna");
    }

    /** The device as it is read after a registration. */
    private DeviceTwin after(DeviceTwin device, IssuedCredential issued) {
        return twin(device.key(), issued.deviceId(), device.subjectId(), seen(device.key()));
    }

    private IssuedCredential register(DeviceTwin device) {
        return ask(connector -> connector.register(device));
    }

    private IssuedCredential recreate(DeviceTwin device) {
        return ask(connector -> connector.recreate(device));
    }

    private void revoke(DeviceTwin device) {
        ask(connector -> {
            connector.revoke(device);
            return null;
        });
    }

    private void deregister(DeviceTwin device) {
        ask(connector -> {
            connector.deregister(device);
            return null;
        });
    }

    @Test
    void aRegistrationIssuesAPairThatWorks() {
        var pair = register(device());
        assertThat(pair.deviceId()).isNotNull();
        assertThat(pair.accessId()).isNotBlank();
        assertThat(pair.otp()).matches(otpForm());
        assertThat(works(pair)).isTrue();
    }

    @Test
    void aPairIsValidForADay() {
        var now = Clock.systemUTC().instant();
        assertThat(register(device()).expiresAt())
                .isBetween(now.plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(25)));
    }

    @Test
    void aNewPairReplacesTheOldOneAndTheDeviceStaysTheSame() {
        var device = device();
        var first = register(device);
        var second = recreate(after(device, first));
        assertThat(second.deviceId()).isEqualTo(first.deviceId());
        assertThat(second.accessId()).isNotEqualTo(first.accessId());
        assertThat(second.otp()).isNotEqualTo(first.otp()).matches(otpForm());
        assertThat(works(second)).isTrue();
        assertThat(works(first)).isFalse();
    }

    @Test
    void noTwoPairsAreAlike() {
        var device = device();
        var pair = register(device);
        var accessIds = new HashSet<String>();
        var otps = new HashSet<String>();
        for (int i = 0; i < PAIRS; i++) {
            pair = recreate(after(device, pair));
            accessIds.add(pair.accessId());
            otps.add(pair.otp());
        }
        assertThat(accessIds).hasSize(PAIRS);
        assertThat(otps).hasSize(PAIRS);
    }

    @Test
    void aRegisteredDeviceThatIsRegisteredAgainGetsANewPairAndIsNoSecondDevice() {
        var device = device();
        var first = register(device);
        var second = register(after(device, first));
        assertThat(second.deviceId()).isEqualTo(first.deviceId());
        assertThat(works(first)).isFalse();
        assertThat(works(second)).isTrue();
    }

    @Test
    void aRevokedPairIsDeadAndTheDeviceGetsAnotherOne() {
        var device = device();
        var first = register(device);
        revoke(after(device, first));
        assertThat(works(first)).isFalse();
        var second = recreate(after(device, first));
        assertThat(second.deviceId()).isEqualTo(first.deviceId());
        assertThat(works(second)).isTrue();
    }

    @Test
    void aDeregisteredDeviceHasNoPairAndMayBeDeregisteredAgain() {
        var device = device();
        var pair = register(device);
        deregister(after(device, pair));
        assertThat(works(pair)).isFalse();
        assertThatCode(() -> deregister(after(device, pair))).doesNotThrowAnyException();
    }

    @Test
    void aDeviceThatWasNeverThereIsDeregistered() {
        assertThatCode(() -> deregister(device())).doesNotThrowAnyException();
    }

    @Test
    void aDeregisteredDeviceIsRegisteredAnew() {
        var device = device();
        deregister(after(device, register(device)));
        assertThat(works(register(device))).isTrue();
    }

    @Test
    void oneDeviceIsNothingToAnother() {
        var other = register(device());
        var device = device();
        var pair = register(device);
        revoke(after(device, pair));
        deregister(after(device, pair));
        assertThat(works(other)).isTrue();
    }

    /** What is called without a transaction has a time limit and tells of its call, and only that. */
    @Test
    void itsCallIsToldWithoutAnySecret() {
        ask(connector -> {
            var pair = connector.register(device());
            assertThat(pair.toString()).doesNotContain(pair.otp());
            assertThat(connector.lastCall().isEmpty()).isEqualTo(connector.isTransactional());
            assertThat(connector.limit().isZero()).isEqualTo(connector.isTransactional());
            assertThat(connector.lastCall().orElse("")).doesNotContain(pair.otp(), pair.accessId());
            return null;
        });
    }
}
