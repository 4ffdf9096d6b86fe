package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Deregistering, listing and checking devices, and registering subjects: the contract's sections 4, 5 and 6. */
@ExtendWith(RunningService.class)
class DeviceIT {

    private static final String OWNER = "?mSubjectId=" + SampleStudy.M_SUBJECT_ID;

    @Test
    void deregistersADeviceAndGivesItANewIdentifierNextTime(Api api) {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);

        var ended = api.delete(study.devicePath(study.monitor) + OWNER);

        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.body()).isEqualTo("\"" + pair.id() + "\"");
        assertThat(api.delete(study.devicePath(study.monitor) + OWNER).errorCode())
                .isEqualTo("ORS_400_08");
        assertThat(api.put(study.accessCodePath(study.monitor)).errorCode()).isEqualTo("ORS_400_08");
        assertThat(Pair.registered(api, study).id()).isNotEqualTo(pair.id());
    }

    @Test
    void deregistersADeviceThatCameWithoutAPairOrAVendorCode(Api api) {
        var study = SampleStudy.in(api);
        assertThat(api.delete(study.devicePath(study.scaleWithoutVendor) + OWNER)
                        .body())
                .isEqualTo("\"" + study.importedDeviceId + "\"");
    }

    @Test
    void refusesToDeregisterInThePublishedOrder(Api api) {
        var study = SampleStudy.in(api);
        assertThat(api.delete(study.devicePath("no-uuid") + OWNER).errorCode()).isEqualTo("ORS_400_03");
        assertThat(api.delete(study.devicePath(study.monitor)).errorCode()).isEqualTo("ORS_400_01");
        assertThat(api.delete(study.devicePath(study.monitor) + "?mSubjectId=other")
                        .errorCode())
                .isEqualTo("ORS_400_02");
        assertThat(api.delete(study.devicePath(SampleStudy.id()) + OWNER).errorCode())
                .isEqualTo("ORS_400_03");
        assertThat(api.delete(study.devicePath(study.undispensed) + OWNER).errorCode())
                .isEqualTo("ORS_400_04");
        assertThat(api.delete(study.devicePath(study.othersMonitor) + OWNER).errorCode())
                .isEqualTo("ORS_400_05");
        assertThat(api.delete(study.devicePath(study.noType) + OWNER).errorCode())
                .isEqualTo("ORS_400_08");
        assertThat(api.withGroups("DeviceActionsGet")
                        .delete(study.devicePath(study.monitor) + OWNER)
                        .errorCode())
                .isEqualTo("ORS_403_01");
    }

    @Test
    void listsADispensedDeviceInEveryState(Api api) {
        var study = SampleStudy.in(api);
        assertThat(state(api, study, study.monitor)).isEqualTo("NotRegistered");

        var pair = Pair.registered(api, study);
        var device = device(api, study, study.monitor);
        assertThat(device.getString("state")).isEqualTo("AwaitingBootstrap");
        assertThat(device.getString("id")).isEqualTo(pair.id());
        assertThat(device.getString("accessId")).isEqualTo(pair.accessId());
        assertThat(device.getString("kitTypeId")).isEqualTo("BPM");
        assertThat(device.getString("deviceType")).isEqualTo("BloodPressureMonitor");
        assertThat(device.getString("deviceConnection")).isEqualTo("DevicetoCloud");
        assertThat(device.getString("issuedBy")).isEqualTo("nurse-17");
        assertThat(device.getString("expiresAt")).endsWith("Z").isGreaterThan(device.getString("issuedAt"));
        assertThat(device.toString()).doesNotContain(pair.otp());

        for (int i = 0; i < 10; i++) {
            pair.withWrongOtp().redeem(api);
        }
        assertThat(state(api, study, study.monitor)).isEqualTo("Locked");

        Pair.recreated(api, study).redeem(api);
        assertThat(state(api, study, study.monitor)).isEqualTo("Bootstrapped");
        assertThat(device(api, study, study.monitor).getString("bootstrappedAt"))
                .endsWith("Z");
        assertThat(state(api, study, study.scaleWithoutVendor)).isEqualTo("NoPair");
        assertThat(device(api, study, study.noType).keySet()).doesNotContain("deviceConnection", "id", "accessId");
        assertThat(devices(api, study))
                .extracting(row -> row.getString("inventoryId"))
                .containsExactlyInAnyOrder(
                        study.monitor, study.scale, study.scaleWithoutVendor, study.noType, study.noConnection);
    }

    @Test
    void listsNothingOfAnotherStudyModeOrSubject(Api api) {
        var study = SampleStudy.in(api);
        var bare = api.get(study.path() + "/subjects/" + SampleStudy.id() + "/devices");
        assertThat(bare.errorCode()).isEqualTo("ORS_400_02");
        assertThat(api.get("/v1.0/studies/" + study.studyId + "/test/subjects/" + study.subjectId + "/devices")
                        .errorCode())
                .isEqualTo("ORS_404_01");
        assertThat(api.get("/v1.0/studies/no-uuid/active/subjects/" + study.subjectId + "/devices")
                        .errorCode())
                .isEqualTo("ORS_404_01");
        assertThat(api.withGroups("DeviceActionsPost")
                        .get(study.subjectPath() + "/devices")
                        .errorCode())
                .isEqualTo("ORS_403_01");
    }

    @Test
    void checksAllAtOnceWithWhoCanFixIt(Api api) {
        var study = SampleStudy.in(api);
        var without = new SampleStudy("training");
        api.put(without.path() + "/study-data", without.document(false));

        assertThat(failures(api, study, study.monitor, SampleStudy.M_SUBJECT_ID))
                .containsExactly(tuple("ORS_400_08", "DEVICE_NOT_REGISTERED", "SiteStaff"));
        assertThat(failures(api, without, without.noType, "other"))
                .containsExactly(
                        tuple("ORS_400_02", "INVALID_SUBJECT_ID", "SiteStaff"),
                        tuple("ORS_400_06", "CONNECTION_TYPE_MISSING", "SupplyTeam"),
                        tuple("ORS_400_08", "DEVICE_NOT_REGISTERED", "SiteStaff"),
                        tuple("ORS_500_02", "MHEALTH_SETTINGS_NOT_FOUND", "StudyTeam"));
        assertThat(failures(api, study, SampleStudy.id(), "other"))
                .containsExactly(
                        tuple("ORS_400_02", "INVALID_SUBJECT_ID", "SiteStaff"),
                        tuple("ORS_400_03", "INVALID_DEVICE_ID", "SupplyTeam"));
        assertThat(failures(api, study, study.undispensed, SampleStudy.M_SUBJECT_ID))
                .containsExactly(
                        tuple("ORS_400_04", "DEVICE_NOT_DISPENSED", "SiteStaff"),
                        tuple("ORS_400_08", "DEVICE_NOT_REGISTERED", "SiteStaff"));
        assertThat(failures(api, new SampleStudy("active"), study.monitor, "any"))
                .containsExactly(tuple("ORS_404_01", "INVALID_STUDY_ID_OR_VERSION", "StudyTeam"));
    }

    @Test
    void theCheckAgreesWithTheRecreationAndChangesNothing(Api api) {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);
        var check = api.get(study.devicePath(study.monitor) + "/access-code/check" + OWNER);

        assertThat(check.body()).isEqualTo("{\"ready\":true,\"failures\":[]}");
        assertThat(pair.redeem(api).status()).isEqualTo(200);
        for (var item : List.of("undispensed", "othersMonitor", "noType", "noConnection", "unknown")) {
            var id = study.item(item);
            var checked = api.get(study.devicePath(id) + "/access-code/check" + OWNER);
            assertThat(checked.json().getBoolean("ready")).isFalse();
            assertThat(checked.json().getJsonArray("failures").getJsonObject(0).getString("errorCode"))
                    .isEqualTo(api.put(study.accessCodePath(id)).errorCode());
        }
    }

    @Test
    void registersASubjectWithMHealth(Api api) {
        var study = SampleStudy.in(api);
        study.registerMonitor(api);

        var registered = registerSubject(api, study, study.subjectId, "NEW-ID");

        assertThat(registered.status()).isEqualTo(200);
        assertThat(registered.body())
                .isEqualTo("{\"subjectId\":\"" + study.subjectId
                        + "\",\"subjectNumber\":\"siteA-1\",\"siteId\":\"siteA\",\"mhealthSubjectId\":\"NEW-ID\"}");
        assertThat(api.put(study.accessCodePath(study.monitor)).errorCode()).isEqualTo("ORS_400_02");
        assertThat(api.put(study.devicePath(study.monitor) + "/access-code?mSubjectId=NEW-ID")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesToRegisterASubjectThatNobodyKnows(Api api) {
        var study = SampleStudy.in(api);
        assertThat(registerSubject(api, study, SampleStudy.id(), "X").errorCode())
                .isEqualTo("ORS_400_02");
        assertThat(registerSubject(api, new SampleStudy("active"), study.subjectId, "X")
                        .errorCode())
                .isEqualTo("ORS_404_01");
        assertThat(registerSubject(api, study, "no-uuid", "X").errorCode()).isEqualTo("ORS_400_01");
        assertThat(registerSubject(api, study, study.subjectId, "").errorCode()).isEqualTo("ORS_400_01");
    }

    private static Answer registerSubject(Api api, SampleStudy study, String subjectId, String mSubjectId) {
        return api.post(
                study.path() + "/subjects/mhealthRegister",
                "{\"subjectId\":\"" + subjectId + "\",\"mhealthSubjectId\":\"" + mSubjectId + "\"}");
    }

    private static List<org.assertj.core.groups.Tuple> failures(
            Api api, SampleStudy study, String item, String mSubjectId) {
        var answer = api.get(study.devicePath(item) + "/access-code/check?mSubjectId=" + mSubjectId);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().getJsonArray("failures").getValuesAs(JsonObject.class).stream()
                .map(failure -> tuple(
                        failure.getString("errorCode"), failure.getString("reason"), failure.getString("whoCanFix")))
                .toList();
    }

    private static String state(Api api, SampleStudy study, String item) {
        return device(api, study, item).getString("state");
    }

    static JsonObject device(Api api, SampleStudy study, String item) {
        return devices(api, study).stream()
                .filter(device -> device.getString("inventoryId").equals(item))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonObject> devices(Api api, SampleStudy study) {
        var answer = api.get(study.subjectPath() + "/devices");
        assertThat(answer.status()).isEqualTo(200);
        try (var reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readArray().getValuesAs(JsonObject.class);
        }
    }
}
