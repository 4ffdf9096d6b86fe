package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code PUT …/access-code}: the contract's sections 1 and 2. */
@ExtendWith(RunningService.class)
class AccessCodeIT {

    private static final String CODE = "[0-9A-HJKMNP-TV-Z]";

    @Test
    void recreatesThePairAndKeepsTheDevice(Api api) {
        var study = SampleStudy.in(api);
        var registered = study.registerMonitor(api);

        var recreated = api.put(study.accessCodePath(study.monitor));

        assertThat(recreated.status()).isEqualTo(200);
        assertThat(recreated.json().keySet()).containsExactlyInAnyOrder("accessId", "id", "otp");
        assertThat(recreated.json().getString("accessId")).matches(CODE + "{6}");
        assertThat(recreated.json().getString("otp"))
                .matches(CODE + "{8}")
                .isNotEqualTo(registered.json().getString("otp"));
        assertThat(recreated.json().getString("id"))
                .matches("[0-9A-F]{32}")
                .isEqualTo(registered.json().getString("id"));
        assertThat(recreated.header("Cache-Control")).isEqualTo("no-store");
        assertThat(Instant.parse(recreated.header("OTP-Expires-At")))
                .isBetween(
                        Instant.now().plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(24)));
    }

    @Test
    void takesIdentifiersInEverySpelling(Api api) {
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        var path = "/v1.0/studies/" + dashed(study.studyId) + "/active/subjects/"
                + study.subjectId.toLowerCase(Locale.ROOT) + "/devices/" + dashed(study.monitor)
                + "/access-code?mSubjectId=" + SampleStudy.M_SUBJECT_ID;

        assertThat(api.put(path).status()).isEqualTo(200);
    }

    @Test
    void ofTwoRecreationsAtOnceBothSucceedAndTheLaterPairWorks(Api api) {
        Races.twoRecreationsAtOnce(api, Scale.of(30, 60, 500));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "undispensed        | 400 | ORS_400_04 | DEVICE_NOT_DISPENSED | Device is not dispensed to the subject",
                "othersMonitor      | 400 | ORS_400_05 | DEVICE_DISPENSED_TO_DIFFERENT_SUBJECT | Device is dispensed to a different subject",
                "noType             | 400 | ORS_400_06 | CONNECTION_TYPE_MISSING | Device does not have any connection type",
                "noConnection       | 400 | ORS_400_07 | NO_CONNECTION_DEVICE | Device is of no-connection connection type",
                "monitor            | 400 | ORS_400_08 | DEVICE_NOT_REGISTERED | mHealth device is not registered",
                "unknown            | 400 | ORS_400_03 | INVALID_DEVICE_ID | Invalid device ID"
            })
    void refusesADeviceThatIsNotEligible(String item, int status, String code, String reason, String message, Api api) {
        var study = SampleStudy.in(api);

        var refused = api.put(study.accessCodePath(study.item(item)));

        assertRefused(refused, status, code, reason, message, "\"parameter\":\"inventoryId\",");
    }

    @Test
    void refusesACloudDeviceWithoutAVendorCode(Api api) {
        var study = SampleStudy.in(api);
        assertRefused(
                api.put(study.accessCodePath(study.scaleWithoutVendor)),
                400,
                "ORS_400_09",
                "VENDOR_CODE_MISSING",
                "Vendor code is missing for cloud-to-cloud connection type of devices",
                "");
    }

    @Test
    void refusesAStudyThatIsUnknownOrNoUuidOrInAnotherMode(Api api) {
        var study = SampleStudy.in(api);
        var rest = "/subjects/" + study.subjectId + "/devices/" + study.monitor + "/access-code?mSubjectId=x";
        for (var start : new String[] {SampleStudy.id() + "/active", "no-uuid/active", study.studyId + "/training"}) {
            assertRefused(
                    api.put("/v1.0/studies/" + start + rest),
                    404,
                    "ORS_404_01",
                    "INVALID_STUDY_ID_OR_VERSION",
                    "Invalid study ID or version",
                    "\"parameter\":\"studyId\",");
        }
    }

    @Test
    void refusesAnUnknownSubjectAndAnothersMSubjectId(Api api) {
        var study = SampleStudy.in(api);
        var device = "/devices/" + study.monitor + "/access-code?mSubjectId=";
        assertRefused(
                api.put(study.path() + "/subjects/" + SampleStudy.id() + device + SampleStudy.M_SUBJECT_ID),
                400,
                "ORS_400_02",
                "INVALID_SUBJECT_ID",
                "Invalid subject ID",
                "\"parameter\":\"subjectId\",");
        assertRefused(
                api.put(study.subjectPath() + device + "MSUBJECT-002"),
                400,
                "ORS_400_02",
                "INVALID_SUBJECT_ID",
                "Invalid subject ID",
                "\"parameter\":\"mSubjectId\",");
    }

    @Test
    void refusesAStudyWithoutSettings(Api api) {
        var study = new SampleStudy("active").putWithoutSettings(api);
        assertRefused(
                api.put(study.accessCodePath(study.monitor)),
                500,
                "ORS_500_02",
                "MHEALTH_SETTINGS_NOT_FOUND",
                "mHealth settings are not found",
                "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?mSubjectId=",
                "?mSubjectId=%0A",
                "?mSubjectId=MSUBJECT-001&mSubjectId=MSUBJECT-001",
                "?mSubjectId=%00",
                "?other=x"
            })
    void refusesABadMSubjectId(String query, Api api) {
        var study = SampleStudy.in(api);
        assertRefused(
                api.put(study.devicePath(study.monitor) + "/access-code" + query),
                400,
                "ORS_400_01",
                "INVALID_REQUEST",
                "mSubjectId must be given once, as 1 to 100 printable characters",
                "\"parameter\":\"mSubjectId\",");
    }

    static void assertRefused(
            Answer refused, int status, String code, String reason, String message, String parameter) {
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.body())
                .isEqualTo("{\"status\":\"Error\",\"version\":1,\"errorData\":{\"errorCode\":\"" + code
                        + "\",\"errorMessage\":\"" + message + "\",\"details\":{\"reason\":\"" + reason + "\","
                        + parameter + "\"reference\":\"" + refused.header("X-Request-Id") + "\"}}}");
    }

    static String dashed(String id) {
        return id.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }
}
