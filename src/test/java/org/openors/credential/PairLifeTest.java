package org.openors.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.PersistenceException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.database.LostRace;
import org.openors.identity.DeviceKey;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.keys.SecretKeys;
import org.openors.keys.TestKeys;

/** A pair is issued, charged, redeemed, replaced and revoked, on tables in memory. */
class PairLifeTest {

    private static final Instant START = Instant.parse("2026-11-23T09:30:00Z");
    private static final int MAX_ATTEMPTS = 3;
    private static final Duration TTL = Duration.ofHours(24);
    private static final UUID DEVICE_ID = UUID.randomUUID();
    private static final UUID SUBJECT = UUID.randomUUID();
    private static final String KEY = "0123456789abcdef";

    private final DeviceKey device = device();
    private final CredentialIssuer issuer = new CredentialIssuer();
    private final PairAttempts attempts = new PairAttempts();
    private final PairRedemption redemption = new PairRedemption();
    private final PairRevocation revocation = new PairRevocation();
    private final OtpCheck check = new OtpCheck();
    private final ConnectionSecrets secrets = new ConnectionSecrets();

    @TempDir
    Path directory;

    private PairDatabase database;
    private SecretKeys keys;

    @BeforeEach
    void open() throws SQLException {
        database = new PairDatabase();
        keys = TestKeys.of(directory, "1:" + TestKeys.hex());
        var hasher = new OtpHasher(keys, new PairSeal(keys, null));
        secrets.keys = keys;
        check.hasher = hasher;
        issuer.entities = database.entities;
        issuer.generator = new PairGenerator();
        issuer.hasher = hasher;
        issuer.policy = new CredentialPolicy(TTL, MAX_ATTEMPTS);
        attempts.entities = database.entities;
        attempts.policy = issuer.policy;
        attempts.slots = new AccessIdSlots(keys);
        redemption.entities = database.entities;
        redemption.secrets = secrets;
        revocation.entities = database.entities;
        revocation.policy = issuer.policy;
        revocation.generator = new PairGenerator();
        now(START);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void now(Instant time) {
        issuer.clock = Clock.fixed(time, ZoneOffset.UTC);
        redemption.clock = issuer.clock;
    }

    private static DeviceKey device() {
        return new DeviceKey(new StudyMode(UUID.randomUUID(), Mode.active), UUID.randomUUID());
    }

    private IssuedCredential issue(DeviceKey of, SeenPair replaces) {
        var issued = new IssuedCredential[1];
        database.inTransaction(() ->
                issued[0] = issuer.issue(new Issuance(of, DEVICE_ID, SUBJECT, "siteA", replaces, "nurse-17", "Anna")));
        return issued[0];
    }

    private static SeenPair seen(BootstrapCredential pair) {
        return seen(pair.accessId(), pair.isRedeemed());
    }

    private static SeenPair seen(String accessId, boolean isRedeemed) {
        return SeenPair.of(accessId, 0, isRedeemed ? START.atOffset(ZoneOffset.UTC) : null);
    }

    private BootstrapCredential pair() {
        return database.pairOf(device);
    }

    private Optional<BootstrapCredential> charge(String accessId) {
        var charged = new AtomicReference<>(Optional.<BootstrapCredential>empty());
        database.inTransaction(() -> charged.set(attempts.charge(accessId)));
        return charged.get();
    }

    private String redeem(String idempotencyKey) {
        var pair = pair();
        var secret = new String[1];
        database.inTransaction(
                () -> secret[0] = redemption.redeem(pair, idempotencyKey).orElse(null));
        return secret[0];
    }

    private String redeemAgain(String idempotencyKey) {
        var pair = pair();
        var secret = new String[1];
        database.inTransaction(
                () -> secret[0] = redemption.redeemAgain(pair, idempotencyKey).orElse(null));
        return secret[0];
    }

    /** Somebody without the key may write anything into the row: the pair may be dead, but a new one replaces it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "attempts = -1",
                "attempts = -2147483648",
                "version = 9223372036854775807",
                "iterations = 0",
                "salt = X''",
                "expires_at = TIMESTAMP WITH TIME ZONE '9999-12-31 23:59:59+00:00'"
            })
    void anAlteredPairIsReplacedAndRevoked(String altered) throws SQLException {
        var issued = issue(device, null);
        alter(altered);
        charge(issued.accessId());
        alter(altered);
        var next = issue(device, seenAsItIs());
        assertThat(check.isRight(next.otp(), Optional.of(pair()))).isTrue();
        alter(altered);
        var seen = seenAsItIs();
        database.inTransaction(() -> revocation.revoke(device, seen));
        assertThat(RevokedAccessId.is(pair().accessId())).isTrue();
    }

    @Test
    void anAttemptAtTheHighestCountIsCharged() throws SQLException {
        var issued = issue(device, null);
        alter("attempts = 2147483647");
        assertThat(charge(issued.accessId()).orElseThrow().isAttemptAllowed(MAX_ATTEMPTS))
                .isFalse();
    }

    /** It is refused as a wrong OTP is, and takes no longer. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "iterations = 0",
                "iterations = -1",
                "iterations = 2147483647",
                "salt = X''",
                "otp_hash = X''",
                "key_id = ''"
            })
    void noOtpIsRightForAPairThatCannotBeChecked(String altered) throws SQLException {
        var issued = issue(device, null);
        alter(altered);
        assertThat(check.isRight(issued.otp(), Optional.of(pair()))).isFalse();
    }

    private void alter(String change) throws SQLException {
        database.update("UPDATE bootstrap_credential SET " + change);
    }

    private SeenPair seenAsItIs() throws SQLException {
        int counted = Math.toIntExact(database.number("SELECT attempts FROM bootstrap_credential"));
        return SeenPair.of(pair().accessId(), counted, null);
    }

    @Test
    void theFirstPairIsStored() {
        var issued = issue(device, null);
        assertThat(issued.deviceId()).isEqualTo(DEVICE_ID);
        assertThat(issued.expiresAt()).isEqualTo(START.plus(TTL));
        assertThat(pair().accessId()).isEqualTo(issued.accessId());
        assertThat(pair().device()).isEqualTo(device);
        assertThat(pair().subjectId()).isEqualTo(SUBJECT);
        assertThat(pair().isRedeemed()).isFalse();
        assertThat(pair().connectionKeyId()).isEmpty();
        assertThat(check.isRight(issued.otp().toLowerCase(java.util.Locale.ROOT), Optional.of(pair())))
                .isTrue();
        assertThat(check.isRight("00000000", Optional.of(pair()))).isFalse();
        assertThat(check.isRight("not an otp", Optional.of(pair()))).isFalse();
        assertThat(check.isRight(issued.otp(), Optional.empty())).isFalse();
    }

    @Test
    void aNewPairReplacesTheOneThatWasRead() {
        var first = issue(device, null);
        charge(first.accessId());
        redeem(KEY);
        var second = issue(device, seen(pair()));
        assertThat(pair().accessId()).isEqualTo(second.accessId());
        assertThat(pair().isRedeemed()).isFalse();
        assertThat(check.isRight(second.otp(), Optional.of(pair()))).isTrue();
        assertThat(check.isRight(first.otp(), Optional.of(pair()))).isFalse();
        assertThatThrownBy(() -> issue(device, seen(first.accessId(), true))).isInstanceOf(LostRace.class);
        assertThat(pair().accessId()).isEqualTo(second.accessId());
    }

    /** An import wrote the site anew after the subject's was read: null, which the look-up of every site finds. */
    @ParameterizedTest
    @CsvSource({"siteA, false, siteA", "siteB, false,", "siteB, true,", ", false, siteA"})
    void aSiteThatAnImportHasWrittenMeanwhileIsNotOverwritten(String stored, boolean isOfAnother, String expected)
            throws SQLException {
        var first = issue(device, null);
        database.update("UPDATE bootstrap_credential SET site_id = " + (stored == null ? "NULL" : "'" + stored + "'")
                + (isOfAnother ? ", subject_id = '" + UUID.randomUUID() + "'" : ""));
        issue(device, seen(first.accessId(), false));
        assertThat(site()).isEqualTo(expected);
    }

    /** Nobody waits for an import that changes the subject. */
    @Test
    void aFirstPairHasTheSiteThatTheSubjectHasThen() throws SQLException {
        var study = device.study();
        database.update("INSERT INTO subject (study_id, mode, subject_id, subject_number, site_id) VALUES ('"
                + study.studyId() + "', 'active', '" + SUBJECT + "', 'S-1', 'siteB')");
        issue(device, null);
        assertThat(site()).isEqualTo("siteB");
        database.update("DELETE FROM bootstrap_credential");
        try (var anImport = database.connection();
                var statement = anImport.createStatement()) {
            anImport.setAutoCommit(false);
            statement.executeUpdate("UPDATE subject SET site_id = 'siteC'");
            issue(device, null);
            anImport.commit();
        }
        assertThat(site()).isNull();
    }

    private String site() throws SQLException {
        try (var connection = database.connection();
                var rows = connection.createStatement().executeQuery("SELECT site_id FROM bootstrap_credential")) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void aTakenAccessIdIsTriedAgainFiveTimes() {
        var taken = issue(device, null).accessId();
        issuer.generator = new PairGenerator() {
            @Override
            public String accessId() {
                return taken;
            }
        };
        assertThatThrownBy(() -> issue(device(), null))
                .isInstanceOfSatisfying(
                        AccessIdTaken.class, lost -> assertThat(lost.attempts()).isEqualTo(5));
        var other = device();
        issuer.generator = new PairGenerator();
        var otherPair = issue(other, null);
        issuer.generator = new PairGenerator() {
            @Override
            public String accessId() {
                return taken;
            }
        };
        assertThatThrownBy(() -> issue(other, seen(otherPair.accessId(), false)))
                .isInstanceOf(AccessIdTaken.class);
    }

    /** Another failure of the database is not taken for a race. */
    @Test
    void whatIsNoConflictIsThrownAsItIs() throws SQLException {
        var first = issue(device, null);
        database.update("ALTER TABLE bootstrap_credential DROP COLUMN issued_by");
        assertThatThrownBy(() -> issue(device, seen(first.accessId(), false))).isInstanceOf(PersistenceException.class);
        assertThatThrownBy(() -> issue(device(), null)).isInstanceOf(PersistenceException.class);
    }

    @Test
    void aFailureOfTheDatabaseIsNoWrongOtp() throws SQLException {
        var charged = charge(issue(device, null).accessId()).orElseThrow();
        var seen = seen(pair());
        database.update("ALTER TABLE bootstrap_credential ALTER COLUMN attempts RENAME TO other");
        assertThatThrownBy(() -> charge(charged.accessId())).isInstanceOf(PersistenceException.class);
        assertThatThrownBy(() -> database.inTransaction(() -> attempts.giveBack(charged)))
                .isInstanceOf(NotGivenBack.class);
        assertThatThrownBy(() -> database.inTransaction(() -> attempts.giveBackUnlessRedeemed(charged)))
                .isInstanceOf(NotGivenBack.class);
        assertThatThrownBy(() -> database.inTransaction(() -> revocation.revoke(device, seen)))
                .isInstanceOf(PersistenceException.class);
    }

    /** Also what fails after the update is rolled back with it. */
    @Test
    void anAttemptWhosePairCanNotBeReadAgainIsNotGivenBack() throws SQLException {
        var charged = charge(issue(device, null).accessId()).orElseThrow();
        database.update("ALTER TABLE bootstrap_credential DROP COLUMN issued_by");
        assertThatThrownBy(() -> database.inTransaction(() -> attempts.giveBack(charged)))
                .isInstanceOf(NotGivenBack.class);
        assertThat(attempts()).isOne();
    }

    @Test
    void attemptsAreChargedUpToOneBeyondTheLimit() {
        var accessId = issue(device, null).accessId();
        for (int i = 1; i <= MAX_ATTEMPTS; i++) {
            assertThat(charge(accessId).orElseThrow().isAttemptAllowed(MAX_ATTEMPTS))
                    .isTrue();
        }
        assertThat(pair().state(START, MAX_ATTEMPTS)).isEqualTo(DeviceState.Locked);
        assertThat(charge(accessId).orElseThrow().isAttemptAllowed(MAX_ATTEMPTS))
                .isFalse();
        assertThat(charge(accessId).orElseThrow().isAttemptAllowed(MAX_ATTEMPTS + 1))
                .isTrue();
    }

    @Test
    void anAttemptAtNoPairIsChargedToo() throws SQLException {
        assertThat(charge("ABC123")).isEmpty();
        assertThat(database.number("SELECT sum(attempts) FROM unknown_access_id"))
                .isEqualTo(1);
    }

    @Test
    void workInsteadOfARecordChargesNobody() throws SQLException {
        database.inTransaction(() -> attempts.chargeNobody(0));
        assertThat(database.number("SELECT sum(attempts) FROM unknown_access_id"))
                .isZero();
    }

    @Test
    void theAttemptOfARightOtpIsGivenBack() {
        var accessId = issue(device, null).accessId();
        var charged = charge(accessId).orElseThrow();
        database.inTransaction(() -> assertThat(attempts.giveBack(charged)).isPresent());
        assertThat(pair().isAttemptAllowed(0)).isTrue();
        issue(device, seen(accessId, false));
        database.inTransaction(() -> assertThat(attempts.giveBack(charged)).isEmpty());
    }

    /** The node does not know whether the transaction of the redemption was committed. */
    @Test
    void theAttemptOfAFailedRedemptionIsGivenBackUnlessItSucceededAfterAll() throws SQLException {
        var accessId = issue(device, null).accessId();
        var first = charge(accessId).orElseThrow();
        assertThat(giveBackUnlessRedeemed(first)).isTrue();
        assertThat(attempts()).isZero();
        assertThat(giveBackUnlessRedeemed(first)).isFalse();
        var second = charge(accessId).orElseThrow();
        redeem(null);
        assertThat(giveBackUnlessRedeemed(second)).isFalse();
        assertThat(attempts()).isZero();
        var ofTheNextPair = charge(issue(device, seen(pair())).accessId()).orElseThrow();
        assertThat(giveBackUnlessRedeemed(ofTheNextPair)).isTrue();
        assertThat(attempts()).isZero();
        redeem(null);
        assertThat(giveBackUnlessRedeemed(ofTheNextPair)).isFalse();
    }

    private boolean giveBackUnlessRedeemed(BootstrapCredential charged) {
        var given = new boolean[1];
        database.inTransaction(() -> given[0] = attempts.giveBackUnlessRedeemed(charged));
        return given[0];
    }

    private long attempts() throws SQLException {
        return database.number("SELECT attempts FROM bootstrap_credential");
    }

    @Test
    void aPairThatWasLockedOrUnlockedSinceItWasReadIsNotReplaced() throws SQLException {
        var accessId = issue(device, null).accessId();
        var unlocked = SeenPair.of(accessId, MAX_ATTEMPTS - 1, null);
        var locked = SeenPair.of(accessId, MAX_ATTEMPTS, null);
        alter("attempts = " + (MAX_ATTEMPTS - 1));
        assertThatThrownBy(() -> issue(device, locked)).isInstanceOf(LostRace.class);
        alter("attempts = " + MAX_ATTEMPTS);
        assertThatThrownBy(() -> issue(device, unlocked)).isInstanceOf(LostRace.class);
        assertThat(issue(device, locked).accessId()).isNotEqualTo(accessId);
    }

    @Test
    void anOtpWhoseKeyTheFileLostCannotBeChecked() {
        issue(device, null);
        assertThat(check.isPossible(pair())).isTrue();
        var others = TestKeys.of(directory, "2:" + TestKeys.hex());
        check.hasher = new OtpHasher(others, new PairSeal(others, null));
        assertThat(check.isPossible(pair())).isFalse();
    }

    @Test
    void aPairIsRedeemedOnce() {
        issue(device, null);
        var secret = redeem(null);
        assertThat(secret).hasSize(43);
        assertThat(pair().isRedeemed()).isTrue();
        assertThat(pair().connectionKeyId()).contains("1");
        assertThat(pair().state(START, MAX_ATTEMPTS)).isEqualTo(DeviceState.Bootstrapped);
        assertThat(redeem(null)).isNull();
        assertThat(redeemAgain(null)).isNull();
        assertThat(redeemAgain(KEY)).isNull();
    }

    @Test
    void aPairThatChangedSinceItWasReadIsNotRedeemed() {
        var first = issue(device, null);
        var read = pair();
        issue(device, seen(first.accessId(), false));
        database.inTransaction(() -> assertThat(redemption.redeem(read, null)).isEmpty());
        assertThat(pair().isRedeemed()).isFalse();
    }

    @Test
    void theSameKeyGetsANewSecretForTwoMinutes() {
        issue(device, null);
        var first = redeem(KEY);
        assertThat(redeemAgain(KEY)).hasSize(43).isNotEqualTo(first);
        assertThat(redeemAgain("fedcba9876543210")).isNull();
        now(START.plus(PairRedemption.LOST_ANSWER_WINDOW));
        assertThat(redeemAgain(KEY)).isNull();
    }

    /** Clocks of nodes differ a little; but a clock that is set back for an hour must not make the time an hour longer. */
    @Test
    void theSameKeyGetsANewSecretForTwoMinutesByAClockThatWasSetBackToo() {
        issue(device, null);
        redeem(KEY);
        now(START.minus(PairRedemption.LOST_ANSWER_WINDOW).plusMillis(1));
        assertThat(redeemAgain(KEY)).hasSize(43);
        now(START.minus(PairRedemption.LOST_ANSWER_WINDOW));
        assertThat(redeemAgain(KEY)).isNull();
    }

    @Test
    void aPairIsValidBeforeItsExpiry() {
        issue(device, null);
        now(START.plus(TTL));
        assertThat(redeem(null)).isNull();
        assertThat(pair().state(START.plus(TTL), MAX_ATTEMPTS)).isEqualTo(DeviceState.Expired);
        now(START.plus(TTL).minusMillis(1));
        assertThat(pair().state(START.plus(TTL).minusMillis(1), MAX_ATTEMPTS)).isEqualTo(DeviceState.AwaitingBootstrap);
        assertThat(redeem(null)).isNotNull();
    }

    @Test
    void aRemovedPairIsGone() {
        issue(device, null);
        var another = device();
        issue(another, null);
        database.inTransaction(() -> revocation.remove(device, seen(pair())));
        assertThat(pair()).isNull();
        assertThat(database.pairOf(another)).isNotNull();
    }

    @Test
    void aPairThatWasRedeemedOrLockedSinceIsRemoved() throws SQLException {
        issue(device, null);
        issue(device(), null);
        var seen = seen(pair());
        redeem(null);
        alter("attempts = -1");
        assertThat(removeSame(seen)).isTrue();
        assertThat(pair()).isNull();
        assertThat(database.number("SELECT count(*) FROM bootstrap_credential")).isOne();
        assertThat(removeSame(seen)).isTrue();
        assertThat(removeSame(null)).isTrue();
    }

    @Test
    void aPairThatWasIssuedOrRevokedSinceIsNotRemoved() {
        issue(device, null);
        assertThat(removeSame(null)).isFalse();
        var first = seen(pair());
        issue(device, first);
        assertThat(removeSame(first)).isFalse();
        var second = seen(pair());
        database.inTransaction(() -> revocation.revoke(device, second));
        assertThat(removeSame(second)).isFalse();
        assertThat(pair()).isNotNull();
        assertThat(removeSame(seen(pair()))).isTrue();
    }

    private boolean removeSame(SeenPair seen) {
        var isGone = new AtomicReference<Boolean>();
        database.inTransaction(() -> isGone.set(revocation.removeSame(device, seen)));
        return isGone.get();
    }

    @Test
    void thePairsOfItemsAreRemovedTogether() throws SQLException {
        var expiresAt = issue(device, null).expiresAt();
        var accessId = charge(pair().accessId()).orElseThrow().accessId();
        var redeemed = new DeviceKey(device.study(), UUID.randomUUID());
        var revoked = new DeviceKey(device.study(), UUID.randomUUID());
        var left = new DeviceKey(device.study(), UUID.randomUUID());
        issue(redeemed, null);
        database.inTransaction(() -> redemption.redeem(database.pairOf(redeemed), null));
        issue(revoked, null);
        database.inTransaction(() -> revocation.revoke(revoked, seen(database.pairOf(revoked))));
        issue(left, null);
        Map<UUID, RevokedPair> removed;
        try (var connection = database.connection()) {
            removed = revocation.removeAll(
                    connection,
                    device.study(),
                    List.of(device.inventoryId(), redeemed.inventoryId(), revoked.inventoryId(), UUID.randomUUID()));
        }
        assertThat(removed)
                .containsOnlyKeys(device.inventoryId(), redeemed.inventoryId(), revoked.inventoryId())
                .containsEntry(
                        device.inventoryId(),
                        new RevokedPair(SUBJECT, accessId, null, 1, expiresAt.atOffset(ZoneOffset.UTC)));
        assertThat(stateOf(removed.get(device.inventoryId()))).isEqualTo(DeviceState.AwaitingBootstrap);
        assertThat(stateOf(removed.get(redeemed.inventoryId()))).isEqualTo(DeviceState.Bootstrapped);
        assertThat(removed.get(device.inventoryId()).wasRevokedBefore()).isFalse();
        assertThat(removed.get(revoked.inventoryId()).wasRevokedBefore()).isTrue();
        assertThat(pair()).isNull();
        assertThat(database.pairOf(left)).isNotNull();
    }

    private static DeviceState stateOf(RevokedPair pair) {
        return pair.state(DEVICE_ID, SUBJECT, START, MAX_ATTEMPTS);
    }

    @Test
    void aRevokedPairIsFoundByNobodyAndNothingOfItsOtpIsLeft() {
        var accessId = issue(device, null).accessId();
        var read = charge(accessId).orElseThrow();
        database.inTransaction(() -> revocation.revoke(device, seen(pair())));
        assertThat(charge(accessId)).isEmpty();
        database.inTransaction(() -> assertThat(redemption.redeem(read, KEY)).isEmpty());
        assertThat(RevokedAccessId.is(pair().accessId())).isTrue();
        assertThat(Crockford.canonical(pair().accessId(), 6)).isEmpty();
        assertThat(pair().otp().salt()).isEmpty();
        assertThat(pair().otp().hash()).isEmpty();
        assertThatThrownBy(() -> database.inTransaction(() -> revocation.revoke(device, seen(accessId, false))))
                .isInstanceOf(LostRace.class);
        var next = issue(device, seen(pair()));
        assertThat(check.isRight(next.otp(), Optional.of(pair()))).isTrue();
    }

    @Test
    void aRevocationLeavesTheConnectionSecretAndEndsTheTimeForALostAnswer() {
        var accessId = issue(device, null).accessId();
        charge(accessId);
        redeem(KEY);
        var read = pair();
        database.inTransaction(() -> revocation.revoke(device, seen(read)));
        assertThat(pair().connectionSecretHash()).isEqualTo(read.connectionSecretHash());
        database.inTransaction(
                () -> assertThat(redemption.redeemAgain(read, KEY)).isEmpty());
        assertThat(charge(accessId)).isEmpty();
    }

    @Test
    void aTakenMarkOfARevokedPairIsTriedAgain() {
        var other = device();
        issue(device, null);
        var second = issue(other, null);
        revocation.generator = new PairGenerator() {
            @Override
            public String accessId() {
                return "ABC123";
            }
        };
        database.inTransaction(() -> revocation.revoke(device, seen(pair())));
        assertThatThrownBy(() -> database.inTransaction(() -> revocation.revoke(other, seen(second.accessId(), false))))
                .isInstanceOf(AccessIdTaken.class);
    }

    /** A node of an earlier release replaces the pair and knows nothing of names. */
    @Test
    void theNameOfAnIssuerBelongsToOnePair() throws SQLException {
        var first = issue(device, null).accessId();
        assertThat(named(first)).isEqualTo(1);
        var second = issue(device, seen(pair())).accessId();
        assertThat(named(second)).isEqualTo(1);
        database.update("UPDATE bootstrap_credential SET access_id = 'ABC123', issued_by = 'other'");
        assertThat(named("ABC123")).isZero();
    }

    private long named(String accessId) throws SQLException {
        return database.number("SELECT count(*) FROM bootstrap_credential WHERE access_id = '" + accessId
                + "' AND named_access_id = access_id AND issued_by_name = 'Anna'");
    }

    @Test
    void aSecretsHashIsOfItsDeviceKeyAndPurpose() {
        var hash = secrets.hashOfSecret("1", device, KEY);
        assertThat(hash).hasSize(32).isEqualTo(secrets.hashOfSecret("1", device, KEY));
        assertThat(Arrays.asList(
                        secrets.hashOfSecret("1", device(), KEY),
                        secrets.hashOfIdempotencyKey("1", device, KEY),
                        secrets.hashOfSecret("1", device, KEY + "x")))
                .allSatisfy(other -> assertThat(other).hasSize(32).isNotEqualTo(hash));
        assertThat(secrets.newestKeyId()).isEqualTo("1");
        assertThat(secrets.draw()).hasSize(43).isNotEqualTo(secrets.draw());
    }

    @Test
    void theStateOfADeviceFollowsFromItsFacts() {
        var expiry = START.atOffset(ZoneOffset.UTC);
        var subject = UUID.randomUUID();
        assertThat(DeviceState.ofDevice(null, subject, null, null, null, null, null, START, 1))
                .isEqualTo(DeviceState.NotRegistered);
        assertThat(DeviceState.ofDevice(DEVICE_ID, subject, null, null, null, null, null, START, 1))
                .isEqualTo(DeviceState.NoPair);
        assertThat(DeviceState.ofDevice(
                        DEVICE_ID, subject, subject, "-BC123", null, 0, expiry.plusSeconds(1), START, 1))
                .isEqualTo(DeviceState.NoPair);
        assertThat(DeviceState.ofDevice(
                        DEVICE_ID, subject, subject, "ABC123", null, 0, expiry.plusSeconds(1), START, 1))
                .isEqualTo(DeviceState.AwaitingBootstrap);
        assertThat(DeviceState.ofDevice(DEVICE_ID, UUID.randomUUID(), subject, "ABC123", expiry, 0, expiry, START, 1))
                .isEqualTo(DeviceState.Replaced);
    }
}
