package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openors.identity.DeviceKey;
import org.openors.identity.Identifier;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.keys.KeyedHash;
import org.openors.keys.SecretKeys;

/** A person who can write to the database, but has no key, can't make a pair live longer or elsewhere. */
@ExtendWith(RunningService.class)
class AlteredPairIT {

    @Test
    void aPairWhoseExpiryWasMovedIsRefused(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);
        set(database, study, "expires_at = expires_at + INTERVAL '1' SECOND");
        BootstrapIT.assertUniform401(pair.redeem(api));
        set(database, study, "expires_at = expires_at - INTERVAL '1' SECOND");
        assertThat(pair.redeem(api).status()).isEqualTo(200);
    }

    @Test
    void aPairThatWasMovedToAnotherAccessIdIsRefused(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);
        var other = new StringBuilder(pair.accessId()).reverse().append('0').substring(1);
        set(database, study, "access_id = '" + other + "'");
        BootstrapIT.assertUniform401(pair.withAccessId(other).redeem(api));
    }

    /** Both for as long as nodes of that release may still run beside this one. */
    @Test
    void aPairOfThePreviousReleaseIsRedeemedOnce(Api api, Database database) throws Exception {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);
        set(database, study, asPreviousRelease(pair, study, database));
        BootstrapIT.assertUniform401(pair.withWrongOtp().redeem(api));
        assertThat(pair.redeem(api).status()).isEqualTo(200);
        BootstrapIT.assertAlreadyBootstrapped(pair.redeem(api));
    }

    /** What the previous release computes of the row that this one wrote. */
    @Test
    void aPairOfThisReleaseIsRightOnANodeOfThePreviousRelease(Api api, Database database) throws Exception {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);
        var row = database.rows(
                        "SELECT salt, otp_hash FROM bootstrap_credential WHERE access_id = '" + pair.accessId() + "'")
                .get(0);
        var salt = HexFormat.of().parseHex(row.get(0));
        assertThat(previousRelease(pair, study, salt, database)).isEqualTo(row.get(1));
    }

    @Test
    void aPairOfThisReleaseIsNotTakenForOneOfThePrevious(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);
        set(database, study, "salt = SUBSTRING(salt FROM 1 FOR 16), expires_at = expires_at + INTERVAL '1' DAY");
        BootstrapIT.assertUniform401(pair.redeem(api));
    }

    private static String asPreviousRelease(Pair pair, SampleStudy study, Database database) throws Exception {
        var salt = new byte[16];
        var hash = previousRelease(pair, study, salt, database);
        return database.isPostgres()
                ? "salt = decode('" + HexFormat.of().formatHex(salt) + "', 'hex'), otp_hash = decode('" + hash
                        + "', 'hex')"
                : "salt = X'" + HexFormat.of().formatHex(salt) + "', otp_hash = X'" + hash + "'";
    }

    private static String previousRelease(Pair pair, SampleStudy study, byte[] salt, Database database)
            throws Exception {
        var keys = new SecretKeys(database.keyFile());
        var keyId = database.rows("SELECT key_id FROM bootstrap_credential WHERE access_id = '" + pair.accessId() + "'")
                .get(0)
                .get(0);
        var device = new DeviceKey(
                new StudyMode(Identifier.parse(study.studyId).orElseThrow(), Mode.active),
                Identifier.parse(study.monitor).orElseThrow());
        var stretched = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(pair.otp().toCharArray(), salt, 1_000, 256))
                .getEncoded();
        return HexFormat.of()
                .formatHex(KeyedHash.of(keys.requiredSubKey(keyId, "otp pepper"), device.bytes(), stretched));
    }

    private static void set(Database database, SampleStudy study, String assignment) throws SQLException {
        database.update("UPDATE bootstrap_credential SET " + assignment + " WHERE study_id = CAST('" + study.studyId
                + "' AS uuid)");
    }
}
