package org.openors.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.io.File;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openors.audit.AuditAction;
import org.openors.audit.DeclaredAction;
import org.openors.bootstrap.DeviceBootstrap;
import org.openors.bootstrap.DeviceConnectionParams;
import org.openors.bootstrap.RedemptionTransaction;
import org.openors.credential.IssuedCredential;
import org.openors.credential.PairAttempts;
import org.openors.credential.PairRedemption;
import org.openors.database.LostRace;
import org.openors.device.AccessCodeRecreation;
import org.openors.device.DeviceDeregistering;
import org.openors.device.DeviceRef;
import org.openors.device.DeviceRegistering;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.identity.DeviceKey;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.security.Caller;

/** In the container, with a clock and a generator that the test sets: what chance and time can't be asked for over HTTP. */
@ArquillianTest
class PairContainerIT {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String KEY = "phone-chosen-key-1";

    @Resource(lookup = "jdbc/ors")
    DataSource database;

    @Inject
    ScriptedGenerator generator;

    @Inject
    DeviceRegistering registering;

    @Inject
    AccessCodeRecreation recreation;

    @Inject
    DeviceDeregistering deregistering;

    @Inject
    DeviceBootstrap bootstrap;

    @Inject
    PairAttempts attempts;

    @Inject
    RedemptionTransaction redemption;

    @Inject
    Caller caller;

    @Inject
    DeclaredAction action;

    private DeviceRef device;

    /** The built WAR with this test's generator and clock in the place of its own. */
    @Deployment
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/ec-ors-svc.war"))
                .addClasses(ScriptedGenerator.class, SetClock.class, DeclaredAction.class)
                .addAsLibrary(new File(Assertions.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath()));
    }

    @BeforeEach
    void dispenseADevice() throws SQLException {
        SetClock.set(NOW);
        caller.claimAccessId("nurse-17");
        action.is(AuditAction.REGISTER_DEVICE);
        device = dispensed();
    }

    @Test
    void aCollisionOfAccessIdsIsDrawnAgainUpToFiveTimes() throws SQLException {
        var taken = register(device).accessId();
        var other = dispensed();

        generator.willDraw(4, taken);
        assertThat(register(other).accessId()).isNotEqualTo(taken);
        assertThat(generator.left()).isZero();
    }

    @Test
    void aCollisionNeverOverwritesAndIsGivenUpAfterFiveDraws() throws SQLException {
        var live = register(device);
        var other = dispensed();
        var before = register(other);

        generator.willDraw(5, live.accessId());
        assertThatThrownBy(() -> LostRace.retried(() -> recreation.recreate(other)))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE));
        assertThat(generator.left()).isZero();
        assertThat(redeem(live, null).iotDeviceId()).isEqualTo(live.deviceId().toString());
        assertThat(redeem(before, null).iotDeviceId())
                .isEqualTo(before.deviceId().toString());
    }

    @Test
    void aPairIsValidOneMillisecondBeforeItsExpiryAndRefusedAtThatInstant() throws SQLException {
        var pair = register(device);
        assertThat(pair.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(24)));

        SetClock.set(pair.expiresAt());
        assertRefused(ErrorCode.INVALID_ACCESS_ID_OR_OTP, pair, null);
        SetClock.set(pair.expiresAt().minusMillis(1));
        assertThat(redeem(pair, null).iotSharedSecret()).isNotEmpty();
    }

    @Test
    void aLostAnswerIsGivenAgainForTwoMinutesAndNoLonger() {
        var pair = register(device);
        redeem(pair, KEY);

        SetClock.set(NOW.plus(PairRedemption.LOST_ANSWER_WINDOW).minusMillis(1));
        assertThat(redeem(pair, KEY).iotSharedSecret()).isNotEmpty();
        assertRefused(ErrorCode.DEVICE_ALREADY_BOOTSTRAPPED, pair, KEY + "-other");
        SetClock.set(NOW.plus(PairRedemption.LOST_ANSWER_WINDOW));
        assertRefused(ErrorCode.DEVICE_ALREADY_BOOTSTRAPPED, pair, KEY);
    }

    /** Its attempt was charged before, and its OTP found right; what it would write is another's. */
    @Test
    void aPairOfAnEarlierRegistrationIsNotTakenForTheOneThatCameMeanwhile() {
        var early = attempts.charge(register(device).accessId()).orElseThrow();
        deregistering.deregister(device);
        var late = register(device);

        assertThat(redemption.redeem(early, KEY)).isEmpty();
        assertThat(attempts.giveBack(early)).isEmpty();
        assertThat(redeem(late, null).iotDeviceId()).isEqualTo(late.deviceId().toString());
    }

    private IssuedCredential register(DeviceRef wanted) {
        return LostRace.retried(() -> registering.register(wanted, "site-1", null));
    }

    private DeviceConnectionParams redeem(IssuedCredential pair, String key) {
        return bootstrap.bootstrap(pair.accessId(), pair.otp(), key);
    }

    private void assertRefused(ErrorCode code, IssuedCredential pair, String key) {
        assertThatThrownBy(() -> redeem(pair, key))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    /** A device of a study of its own, dispensed and not registered. */
    private DeviceRef dispensed() throws SQLException {
        var key = new DeviceKey(new StudyMode(UUID.randomUUID(), Mode.test), UUID.randomUUID());
        var subject = UUID.randomUUID();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            var study = "'" + key.study().studyId() + "', 'test', ";
            for (var row : new String[] {
                "study_mode VALUES (" + study + "'A study', '1')",
                "device_service_settings (study_id, mode, connector) VALUES (" + study + "'built-in')",
                "kit_type VALUES (" + study + "'K', null, 'Other', 'DevicetoCloud', '')",
                "subject VALUES (" + study + "'" + subject + "', null, null, 'M-1')",
                "inventory_item VALUES (" + study + "'" + key.inventoryId() + "', 'K')",
                "dispensation VALUES (" + study + "'" + key.inventoryId() + "', '" + subject + "')"
            }) {
                statement.executeUpdate("INSERT INTO " + row);
            }
        }
        return new DeviceRef(key, subject, "M-1");
    }
}
