package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A failure of the service's own costs a phone with the right pair no attempt. */
@ExtendWith(RunningService.class)
class FailedRedemptionIT {

    private static final int MORE_THAN_A_PAIR_HAS = 11;

    @Test
    void aPairWhoseRedemptionFailsAgainAndAgainIsNotLocked(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);
        IntStream.range(0, 9)
                .forEach(i -> BootstrapIT.assertUniform401(pair.withWrongOtp().redeem(api)));
        forbidRecord(study, database);
        try {
            for (int i = 0; i < MORE_THAN_A_PAIR_HAS; i++) {
                var failed = pair.redeem(api);
                assertThat(failed.errorCode()).isEqualTo("ORS_500_01");
                assertThat(records(failed, database)).containsExactly(List.of("Failed", "ORS_500_01"));
            }
        } finally {
            allowRecord(database);
        }
        assertThat(pair.redeem(api).status()).isEqualTo(200);
    }

    /** The nine wrong ones before stay charged. */
    @Test
    void aWrongOtpStaysChargedThoughARedemptionFailed(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);
        forbidRecord(study, database);
        try {
            for (int i = 0; i < 10; i++) {
                BootstrapIT.assertUniform401(pair.withWrongOtp().redeem(api));
                if (i < 9) {
                    assertThat(pair.redeem(api).errorCode()).isEqualTo("ORS_500_01");
                }
            }
        } finally {
            allowRecord(database);
        }
        BootstrapIT.assertUniform401(pair.redeem(api));
    }

    /** It is the first subject's again once the item is. */
    @Test
    void aRightPairOfAnItemThatAnotherSubjectHasIsNotLocked(Api api) {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);
        dispense(api, study, study.otherSubjectId);
        for (int i = 0; i < MORE_THAN_A_PAIR_HAS; i++) {
            BootstrapIT.assertUniform401(pair.redeem(api));
        }
        dispense(api, study, study.subjectId);
        assertThat(pair.redeem(api).status()).isEqualTo(200);
    }

    /** The database refuses the record of a redemption, and so the redemption. */
    private static void forbidRecord(SampleStudy study, Database database) throws SQLException {
        database.update("ALTER TABLE audit_record ADD CONSTRAINT no_redemption CHECK (action <> 'BOOTSTRAP_DEVICE'"
                + " OR outcome <> 'Success' OR inventory_id <> CAST('" + study.monitor + "' AS uuid))");
    }

    private static void allowRecord(Database database) throws SQLException {
        database.update("ALTER TABLE audit_record DROP CONSTRAINT no_redemption");
    }

    private static List<List<String>> records(Answer answer, Database database) throws SQLException {
        return database.rows("SELECT outcome, error_code FROM audit_record WHERE " + Database.JUST_NOW
                + " AND reference = '" + answer.header("X-Request-Id") + "'");
    }

    private static void dispense(Api api, SampleStudy study, String subject) {
        api.put(study.path() + "/study-data", study.dispensation(subject, study.monitor));
    }
}
