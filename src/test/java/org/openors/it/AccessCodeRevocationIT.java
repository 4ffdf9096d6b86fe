package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code DELETE …/access-code}, and what the list says of a pair and its issuer (contract, sections 2 and 6). */
@ExtendWith(RunningService.class)
class AccessCodeRevocationIT {

    @Test
    void thePairIsDeadAndTheRegistrationStays(Api api) {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);

        var revoked = api.delete(study.accessCodePath(study.monitor));

        assertThat(revoked.status()).isEqualTo(204);
        assertThat(revoked.body()).isEmpty();
        BootstrapIT.assertUniform401(pair.redeem(api));
        BootstrapIT.assertUniform401(pair.withWrongOtp().redeem(api));
        var device = ConditionalRecreationIT.listed(api, study);
        assertThat(device.getString("state")).isEqualTo("NoPair");
        assertThat(device.getString("id")).isEqualTo(pair.id());
        assertThat(device.keySet())
                .doesNotContain("accessId", "issuedAt", "issuedBy", "expiresAt", "attemptsLeft", "bootstrappedAt");
        var next = Pair.recreated(api, study);
        assertThat(next.id()).isEqualTo(pair.id());
        BootstrapIT.assertUniform401(pair.redeem(api));
        assertThat(next.redeem(api).status()).isEqualTo(200);
    }

    @Test
    void isRecordedWithTheStatesAndMayBeRepeated(Api api) {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);
        api.delete(study.accessCodePath(study.monitor));
        assertThat(api.delete(study.accessCodePath(study.monitor)).status()).isEqualTo(204);
        api.delete(study.devicePath(study.monitor) + "?mSubjectId=" + SampleStudy.M_SUBJECT_ID);
        var records = api.get(study.path() + "/audit?inventoryId=" + study.monitor)
                .json()
                .getJsonArray("records");
        assertThat(records.getJsonObject(0).getString("stateBefore")).isEqualTo("NoPair");
        assertThat(records.getJsonObject(1).getString("stateBefore")).isEqualTo("NoPair");
        var first = records.getJsonObject(2);
        assertThat(first.getString("action")).isEqualTo("REVOKE_ACCESS_CODE");
        assertThat(first.getString("stateBefore")).isEqualTo("AwaitingBootstrap " + pair.accessId());
        assertThat(first.getString("stateAfter")).isEqualTo("NoPair");
        assertThat(first.getString("deviceId")).isEqualTo(pair.id());
    }

    @Test
    void theConnectionOfADeviceInUseStays(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);
        pair.redeem(api);
        var secret = secret(database, study);
        api.delete(study.accessCodePath(study.monitor));
        assertThat(secret(database, study)).isEqualTo(secret);
        BootstrapIT.assertUniform401(pair.redeem(api));
    }

    private static String secret(Database database, SampleStudy study) throws SQLException {
        return database.rows("SELECT connection_secret_hash FROM bootstrap_credential WHERE inventory_id = CAST('"
                        + AccessCodeIT.dashed(study.monitor) + "' AS uuid)")
                .get(0)
                .get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "undispensed, ORS_400_04",
        "othersMonitor, ORS_400_05",
        "noType, ORS_400_06",
        "noConnection, ORS_400_07",
        "monitor, ORS_400_08",
        "unknown, ORS_400_03"
    })
    void refusesInThePublishedOrder(String item, String code, Api api) {
        var study = SampleStudy.in(api);
        assertThat(api.delete(study.accessCodePath(study.item(item))).errorCode())
                .isEqualTo(code);
        assertThat(api.delete(study.devicePath(study.item(item)) + "/access-code?mSubjectId=x")
                        .errorCode())
                .isEqualTo("ORS_400_02");
        assertThat(api.delete(study.devicePath(study.item(item)) + "/access-code")
                        .errorCode())
                .isEqualTo("ORS_400_01");
    }

    @Test
    void aTakenBackItemHadNoPair(Api api) {
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        api.delete(study.accessCodePath(study.monitor));
        api.put(study.path() + "/study-data", study.takenBack(study.monitor));
        var record = api.get(study.path() + "/audit?action=DEREGISTER_DEVICE")
                .json()
                .getJsonArray("records")
                .getJsonObject(0);
        assertThat(record.getString("stateBefore")).isEqualTo("NoPair");
    }

    /** Whatever comes first: afterwards the pair can't be redeemed. */
    @Test
    void aRevocationAndARedemptionAtOnceLeaveNoLivePair(Api api) {
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        try (var race = new Race(2)) {
            for (int i = 0; i < Scale.of(15, 30, 200); i++) {
                var pair = Pair.recreated(api, study);
                var turn = new java.util.concurrent.atomic.AtomicInteger();
                race.run(() -> turn.getAndIncrement() == 0
                        ? pair.redeem(api)
                        : api.delete(study.accessCodePath(study.monitor)));
                BootstrapIT.assertUniform401(pair.redeem(api));
                assertThat(ConditionalRecreationIT.listed(api, study).getString("state"))
                        .isEqualTo("NoPair");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "Anna Muster, anna, Anna Muster",
                "-, anna, anna",
                "'  ', anna, anna",
                "-, -, -",
                "'a\u0007b\u202Ec', anna, 'a\uFFFDb\uFFFDc'"
            })
    void theListNamesWhoIssuedThePair(String name, String userName, String shown, Api api) {
        var study = SampleStudy.in(api);
        var token = api.tokens().claims("DeviceActionsPost");
        token.claim("name", name).claim("preferred_username", userName);
        var registered = study.registerMonitor(api.as(api.tokens().signed(token.build())));
        assertThat(registered.status()).as(registered.body()).isEqualTo(200);
        var device = ConditionalRecreationIT.listed(api, study);
        assertThat(device.getString("issuedBy")).isEqualTo("nurse-17");
        assertThat(device.getString("issuedByName", null)).isEqualTo(shown);
        assertThat(device.getInt("attemptsLeft")).isEqualTo(10);
        Pair.recreated(api, study).withWrongOtp().redeem(api);
        device = ConditionalRecreationIT.listed(api, study);
        assertThat(device).doesNotContainKey("issuedByName");
        assertThat(device.getInt("attemptsLeft")).isEqualTo(9);
    }

    @Test
    void aNameThatIsNoTextIsPassedOver(Api api) {
        var study = SampleStudy.in(api);
        var token =
                api.tokens().claims("DeviceActionsPost").claim("name", 17).claim("preferred_username", "x".repeat(400));
        assertThat(study.registerMonitor(api.as(api.tokens().signed(token.build())))
                        .status())
                .isEqualTo(200);
        assertThat(ConditionalRecreationIT.listed(api, study).getString("issuedByName"))
                .isEqualTo("x".repeat(255));
    }
}
