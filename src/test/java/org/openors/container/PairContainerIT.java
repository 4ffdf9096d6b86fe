package org.openors.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openors.credential.IssuedCredential;
import org.openors.credential.PairRedemption;
import org.openors.database.LostRace;
import org.openors.device.IfMatch;
import org.openors.error.ErrorCode;

/** What a pair does at the limits of chance and time. */
class PairContainerIT extends DispensedDevice {

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
        assertRefused(
                ErrorCode.TEMPORARILY_UNAVAILABLE,
                () -> LostRace.retried(() -> recreation.recreate(other, IfMatch.ANY)));
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

    /** The response to a commit was lost: the redemption that seemed to fail has taken its charge back itself. */
    @Test
    void noAttemptIsGivenBackTwice() throws SQLException {
        var pair = register(device);
        attempts.charge(pair.accessId());
        var charged = attempts.charge(pair.accessId()).orElseThrow();
        assertThat(attempts.giveBackUnlessRedeemed(charged)).isTrue();

        var first = attempts.charge(pair.accessId()).orElseThrow();
        assertThat(redemption.redeem(first, KEY)).isPresent();
        assertThat(attempts.giveBackUnlessRedeemed(first)).isFalse();

        var again = attempts.charge(pair.accessId()).orElseThrow();
        assertThat(attempts.giveBackUnlessRedeemed(again)).isTrue();
        var lost = attempts.charge(pair.accessId()).orElseThrow();
        assertThat(redemption.redeem(lost, KEY)).isPresent();
        assertThat(attempts.giveBackUnlessRedeemed(lost)).isFalse();
        assertThat(select("attempts", "bootstrap_credential")).containsExactly("1");
    }

    /** Nor does the time of the redemption reopen a pair whose life is over. */
    @Test
    void aPairThatIsAlteredAfterItWasReadIsNotRedeemed() throws SQLException {
        var pair = register(device);
        SetClock.set(pair.expiresAt());
        var expired = attempts.charge(pair.accessId()).orElseThrow();
        set("expires_at = TIMESTAMP WITH TIME ZONE '2036-01-01 00:00:00+00:00'");
        assertThat(redemption.redeem(expired, KEY)).isEmpty();

        SetClock.set(NOW);
        var live = attempts.charge(pair.accessId()).orElseThrow();
        assertThat(redemption.redeem(live, KEY)).isPresent();
        SetClock.set(pair.expiresAt().plus(PairRedemption.LOST_ANSWER_WINDOW));
        set("redeemed_at = TIMESTAMP WITH TIME ZONE '2036-01-01 00:00:00+00:00'"
                + ", expires_at = TIMESTAMP WITH TIME ZONE '2026-03-02 12:00:00+00:00'");
        var over = attempts.charge(pair.accessId()).orElseThrow();
        assertThat(redemption.redeem(over, KEY)).isEmpty();
    }

    private void set(String assignment) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE bootstrap_credential SET " + assignment + " WHERE study_id = '"
                    + device.study().studyId() + "'");
        }
    }

    private void assertRefused(ErrorCode code, IssuedCredential pair, String key) {
        assertRefused(code, () -> redeem(pair, key));
    }
}
