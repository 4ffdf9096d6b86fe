package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What went wrong in other systems that hand out codes, and does not here. */
@OnOneDatabase("postgresql")
@ExtendWith(RunningService.class)
class OthersMistakesIT {

    /** FDA MyStudies 2315; ThingsBoard's {@code putIfAbsent}. */
    @Test
    void aRecreationThatReportsSuccessHasReplacedThePair(Api api) {
        var study = SampleStudy.in(api);
        var old = Pair.registered(api, study);
        var fresh = Pair.recreated(api, study);
        BootstrapIT.assertUniform401(old.redeem(api));
        assertThat(fresh.redeem(api).status()).isEqualTo(200);
    }

    /** FDA MyStudies 2282. */
    @Test
    void anOldPairDoesNotReviveWhenTheDeviceIsRegisteredAgain(Api api) {
        var study = SampleStudy.in(api);
        var old = Pair.registered(api, study);
        api.delete(study.devicePath(study.monitor) + "?mSubjectId=" + SampleStudy.M_SUBJECT_ID);
        var fresh = Pair.registered(api, study);
        BootstrapIT.assertUniform401(old.redeem(api));
        assertThat(fresh.redeem(api).status()).isEqualTo(200);
    }

    /** FDA MyStudies 1670 (never expires) and 1447 (the wrong cause is shown). */
    @Test
    void anExpiredPairIsRefusedAndOnlyItsHolderLearnsWhy(Api api, Database database) throws SQLException {
        var pair = Pair.registered(api, SampleStudy.in(api));
        database.update(
                "UPDATE bootstrap_credential SET expires_at = TIMESTAMP WITH TIME ZONE '2020-01-01 00:00:00+00:00'"
                        + " WHERE access_id = '" + pair.accessId() + "'");
        AccessCodeIT.assertRefused(
                pair.redeem(api),
                401,
                "ORS_401_02",
                "INVALID_ACCESS_ID_OR_OTP",
                "Invalid accessId or OTP",
                "\"hint\":\"EXPIRED\",");
        BootstrapIT.assertUniform401(pair.withWrongOtp().redeem(api));
    }

    /** FDA MyStudies 1234. */
    @Test
    void aPairIsNotUsedTwice(Api api) {
        var pair = Pair.registered(api, SampleStudy.in(api));
        assertThat(pair.redeem(api).status()).isEqualTo(200);
        BootstrapIT.assertAlreadyBootstrapped(pair.redeem(api));
    }

    /** ThingsBoard: a wrong guess destroyed the genuine code. */
    @Test
    void aWrongGuessDestroysNothing(Api api) {
        var pair = Pair.registered(api, SampleStudy.in(api));
        BootstrapIT.assertUniform401(pair.withWrongOtp().redeem(api));
        assertThat(pair.redeem(api).status()).isEqualTo(200);
    }

    /** RADAR-Docker 206: the code was consumed, the next step failed, the participant was stuck. */
    @Test
    void whatHasNoAuditRowBecauseItCannotBeWrittenHasNotHappened(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);
        database.update("ALTER TABLE audit_record RENAME TO audit_record_away");
        try {
            for (var answer : List.of(
                    pair.redeem(api),
                    api.put(study.accessCodePath(study.monitor)),
                    study.registerMonitor(api),
                    api.delete(study.devicePath(study.monitor) + "?mSubjectId=" + SampleStudy.M_SUBJECT_ID),
                    api.post(study.path() + "/subjects/mhealthRegister", otherMSubject(study)),
                    api.put(study.path() + "/study-data", study.dispensation(study.otherSubjectId, study.monitor)))) {
                assertThat(answer.errorCode()).isEqualTo("ORS_500_01");
            }
        } finally {
            database.update("ALTER TABLE audit_record_away RENAME TO audit_record");
        }
        assertThat(pair.redeem(api).status()).isEqualTo(200);
        assertThat(Pair.recreated(api, study).id()).isEqualTo(pair.id());
    }

    /** Keycloak 50853: secrets in audit events. RADAR ManagementPortal: codes stored as they are. */
    @Test
    void neitherTheTrailNorTheCredentialHoldsASecret(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);
        var secret = pair.redeem(api, "phone-chosen-key-1").json().getString("iotSharedSecret");
        for (var table : new String[] {"audit_record", "bootstrap_credential"}) {
            var rows = database.rows(
                    "SELECT * FROM " + table + " WHERE inventory_id = CAST('" + study.monitor + "' AS uuid)");
            assertThat(rows).isNotEmpty();
            assertThat(rows.toString()).doesNotContain(pair.otp(), secret, "phone-chosen-key-1");
        }
    }

    /** Vault, CVE-2025-6004 and CVE-2025-6015: each spelling had a counter and a use of its own. */
    @Test
    void everySpellingSharesOneCounter(Api api) {
        var pair = Pair.registered(api, SampleStudy.in(api));
        var wrong = pair.withWrongOtp();
        for (int i = 0; i < 5; i++) {
            BootstrapIT.assertUniform401(
                    wrong.withAccessId(pair.accessId().toLowerCase(Locale.ROOT)).redeem(api));
            BootstrapIT.assertUniform401(wrong.withAccessId(pair.accessId().substring(0, i) + "-"
                            + pair.accessId().substring(i) + " ")
                    .redeem(api));
        }
        BootstrapIT.assertUniform401(pair.redeem(api));
    }

    /** Keycloak, CVE-2026-16103: what happened between issue and redemption was not looked at. */
    @Test
    void aLockBetweenIssueAndRedemptionRefusesTheRightOtp(Api api) {
        var pair = Pair.registered(api, SampleStudy.in(api));
        for (int i = 0; i < 10; i++) {
            BootstrapIT.assertUniform401(pair.withWrongOtp().redeem(api));
        }
        BootstrapIT.assertUniform401(pair.redeem(api));
    }

    private static String otherMSubject(SampleStudy study) {
        return "{\"subjectId\": \"" + study.subjectId + "\", \"mhealthSubjectId\": \"OTHER\"}";
    }
}
