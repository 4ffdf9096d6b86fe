package org.openors.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openors.credential.CredentialPolicy;
import org.openors.credential.IssuedCredential;
import org.openors.database.LostRace;
import org.openors.device.IfMatch;
import org.openors.identity.Identifier;
import org.openors.study.StudyDataResource;

/**
 * Two transactions on one device. The quick one begins once the late one has read, and commits before it writes. On the
 * embedded database the quick one can't begin: the late one has the turn.
 */
class RaceContainerIT extends DispensedDevice {

    @Inject
    OwnTransaction other;

    @Inject
    ObservedEligibility eligibility;

    @Inject
    CredentialPolicy policy;

    @Inject
    StudyDataResource studyData;

    private IssuedCredential first;

    @BeforeEach
    void registerTheDevice() {
        first = register(device);
    }

    @Test
    void aRecreationDoesNotOverwriteANewerPair() throws SQLException {
        assertLosesTheRace(() -> recreation.recreate(device, IfMatch.ANY), this::recreate);
    }

    @Test
    void aRecreationNoticesARedemption() throws SQLException {
        assertLosesTheRace(() -> redeem(first, KEY), this::recreate);
    }

    @Test
    void aRecreationThatIsTriedAgainRecordsTheRedemptionAsTheStateBefore() throws SQLException {
        if (isPostgres()) {
            eligibility.doesOnceItHasRead(() -> other.run(() -> redeem(first, KEY)));
            var recreated = LostRace.retried(() -> recreation.recreate(device, IfMatch.ANY))
                    .result();
            assertThat(records())
                    .contains("REGISTER_DEVICE Success Bootstrapped " + first.accessId() + " AwaitingBootstrap "
                            + recreated.accessId());
        }
    }

    @Test
    void aRecreationNoticesThatThePairWasLocked() throws SQLException {
        assertLosesTheRace(() -> guess(policy.maxAttempts()), this::recreate);
    }

    /** A stranger who guesses can't hold it up. */
    @Test
    void aRecreationIsNotDisturbedByAWrongGuess() {
        if (isPostgres()) {
            eligibility.doesOnceItHasRead(() -> guess(policy.maxAttempts() - 1));
            assertThat(recreation.recreate(device, IfMatch.ANY).result().accessId())
                    .isNotEqualTo(first.accessId());
        }
    }

    @Test
    void aRecreationMakesNoPairForADeviceThatWasDeregistered() throws SQLException {
        assertLosesTheRace(() -> deregistering.deregister(device), this::recreate);
    }

    /** There is no pair that it could name. */
    @Test
    void aFirstPairIsNotMadeForAnotherRegistration() throws SQLException {
        deregistering.deregister(device);
        importRegistration(UUID.randomUUID());
        assertLosesTheRace(
                () -> {
                    deregistering.deregister(device);
                    importRegistration(UUID.randomUUID());
                },
                this::recreate);
    }

    @Test
    void aSecondRegistrationDoesNotOverwriteAnother() throws SQLException {
        assertLosesTheRace(() -> registering.register(device, "site-2", null), this::registerAgain);
    }

    @Test
    void aSecondRegistrationDoesNotOverwriteAnImport() throws SQLException {
        assertLosesTheRace(() -> importVendorCode(), this::registerAgain);
    }

    @Test
    void aSecondRegistrationNoticesARedemption() throws SQLException {
        assertLosesTheRace(() -> redeem(first, KEY), this::registerAgain);
    }

    @Test
    void aSecondRegistrationIsNotMadeOfOneThatHasEnded() throws SQLException {
        assertLosesTheRace(() -> deregistering.deregister(device), this::registerAgain);
    }

    @Test
    void aFirstRegistrationDoesNotReplaceAnother() throws SQLException {
        deregistering.deregister(device);
        assertLosesTheRace(() -> registering.register(device, "site-2", null), this::registerAgain);
    }

    @Test
    void aFirstRegistrationDoesNotReplaceAnImportedOne() throws SQLException {
        deregistering.deregister(device);
        assertLosesTheRace(() -> importRegistration(UUID.randomUUID()), this::registerAgain);
    }

    @Test
    void aDeregistrationDoesNotEndANewerRegistration() throws SQLException {
        assertLosesTheRace(
                () -> {
                    deregistering.deregister(device);
                    registering.register(device, "site-2", null);
                },
                this::deregister);
    }

    @Test
    void aDeregistrationNoticesASecondRegistration() throws SQLException {
        assertLosesTheRace(() -> registering.register(device, "site-2", null), this::deregister);
    }

    @Test
    void aDeregistrationNoticesARecreation() throws SQLException {
        assertLosesTheRace(() -> recreation.recreate(device, IfMatch.ANY), this::deregister);
    }

    @Test
    void aDeregistrationNoticesARedemption() throws SQLException {
        assertLosesTheRace(() -> redeem(first, KEY), this::deregister);
    }

    @Test
    void aDeregistrationNoticesTheFirstPair() throws SQLException {
        deregistering.deregister(device);
        importRegistration(UUID.randomUUID());
        assertLosesTheRace(() -> recreation.recreate(device, IfMatch.ANY), this::deregister);
    }

    @Test
    void aDeregistrationNoticesAnother() throws SQLException {
        assertLosesTheRace(() -> deregistering.deregister(device), this::deregister);
    }

    /** In each of these a document takes the item back after the operation has read that the subject has it. */
    @Test
    void aRecreationMakesNoPairForAnItemThatWasTakenBack() throws SQLException {
        assertLosesTheRace(this::takeBack, this::recreate);
    }

    @Test
    void aFirstPairIsNotMadeForAnItemThatWasTakenBack() throws SQLException {
        deregistering.deregister(device);
        importRegistration(UUID.randomUUID());
        assertLosesTheRace(this::takeBack, this::recreate);
    }

    @Test
    void aFirstRegistrationIsNotMadeForAnItemThatWasTakenBack() throws SQLException {
        deregistering.deregister(device);
        assertLosesTheRace(this::takeBack, this::registerAgain);
    }

    @Test
    void aSecondRegistrationIsNotMadeForAnItemThatWasTakenBack() throws SQLException {
        assertLosesTheRace(this::takeBack, this::registerAgain);
    }

    @Test
    void aDeregistrationNoticesThatTheItemWasTakenBack() throws SQLException {
        assertLosesTheRace(this::takeBack, this::deregister);
    }

    private void assertLosesTheRace(Runnable quick, ThrowingCallable late) throws SQLException {
        var before = everythingOfTheStudy();
        var after = new String[1];
        eligibility.doesOnceItHasRead(() -> {
            other.run(quick);
            after[0] = everything();
        });
        if (isPostgres()) {
            assertThatThrownBy(late).isInstanceOf(LostRace.class);
            assertThat(after[0]).isNotEqualTo(before);
            assertThat(everythingOfTheStudy()).isEqualTo(after[0]);
        } else {
            assertThatThrownBy(late)
                    .rootCause()
                    .hasMessage("a transaction within one that has the only turn would wait for itself");
            assertThat(everythingOfTheStudy()).isEqualTo(before);
        }
    }

    private String everything() {
        try {
            return everythingOfTheStudy();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void recreate() {
        recreation.recreate(device, IfMatch.ANY);
    }

    private void registerAgain() {
        registering.register(device, "site-3", null);
    }

    private void deregister() {
        deregistering.deregister(device);
    }

    private void guess(int times) {
        for (int i = 0; i < times; i++) {
            attempts.charge(first.accessId());
        }
    }

    private void importRegistration(UUID deviceId) {
        importIt("\"deviceId\": \"" + Identifier.format(deviceId) + "\"");
    }

    private void importVendorCode() {
        importIt("\"deviceId\": \"" + Identifier.format(first.deviceId()) + "\", \"vendorCode\": \"V\"");
    }

    private void takeBack() {
        put("{\"dispensations\": [{\"subjectId\": null, \"inventoryId\": \""
                + Identifier.format(device.key().inventoryId()) + "\"}]}");
    }

    private void importIt(String members) {
        put("{\"registrations\": [{\"inventoryId\": \""
                + Identifier.format(device.key().inventoryId()) + "\", " + members + "}]}");
    }

    private void put(String document) {
        studyData.put(
                device.study().studyId(),
                device.study().mode(),
                null,
                new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
    }
}
