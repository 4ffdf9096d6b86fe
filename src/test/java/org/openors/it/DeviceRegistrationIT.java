package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code POST …/register-device}: the contract's section 3. */
@ExtendWith(RunningService.class)
class DeviceRegistrationIT {

    @Test
    void registersAgainAsARecreationThatKeepsTheDevice(Api api) {
        var study = SampleStudy.in(api);
        var first = study.registerMonitor(api);
        var second = study.registerMonitor(api);

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().getString("id")).isEqualTo(first.json().getString("id"));
        assertThat(second.json().getString("accessId"))
                .isNotEqualTo(first.json().getString("accessId"));
    }

    @Test
    void refusesWhatDoesNotFitTheConnection(Api api) {
        var study = SampleStudy.in(api);
        var vendor = ",\"vendorCode\":\"XYZ123\"";
        var number = ",\"subjectNumber\":\"siteA-1\"";
        assertThat(register(api, study, study.monitor, number + vendor)).isEqualTo("ORS_400_11");
        assertThat(register(api, study, study.monitor, "")).isEqualTo("ORS_400_12");
        assertThat(register(api, study, study.scale, number)).isEqualTo("ORS_400_09");
        assertThat(register(api, study, study.scale, vendor)).isNull();
        assertThat(register(api, study, study.scale, vendor)).isEqualTo("ORS_400_10");
        assertThat(register(api, study, study.undispensed, number)).isEqualTo("ORS_400_04");
        assertThat(register(api, study, SampleStudy.id(), number)).isEqualTo("ORS_400_03");
        assertThat(register(api, study, study.monitor, ",\"unknown\":1")).isEqualTo("ORS_400_01");
        assertThat(register(api, study, "no-uuid", number)).isEqualTo("ORS_400_01");
    }

    @Test
    void aVendorCodeCompletesACloudDeviceThatWasBroughtOverWithoutOne(Api api) {
        var study = SampleStudy.in(api);
        var vendor = ",\"vendorCode\":\"XYZ123\"";
        assertThat(api.put(study.accessCodePath(study.scaleWithoutVendor)).errorCode())
                .isEqualTo("ORS_400_09");
        for (var missing : List.of("", ",\"vendorCode\":\" \"", ",\"vendorCode\":\"\\u00a0\"")) {
            assertThat(register(api, study, study.scaleWithoutVendor, missing)).isEqualTo("ORS_400_09");
        }

        var completed = registration(api, study, study.scaleWithoutVendor, vendor);
        assertThat(completed.json().getString("id")).isEqualTo(study.importedDeviceId);
        var recreated = api.put(study.accessCodePath(study.scaleWithoutVendor));
        assertThat(recreated.json().getString("id")).isEqualTo(study.importedDeviceId);
        assertThat(register(api, study, study.scaleWithoutVendor, vendor)).isEqualTo("ORS_400_10");
        assertThat(Pair.of(recreated).redeem(api).status()).isEqualTo(200);
    }

    @Test
    void whiteSpaceAloneIsNoSubjectNumber(Api api) {
        var study = SampleStudy.in(api);
        for (var blank : List.of(" ", "\\u00a0", "\\u3000\\u2028")) {
            assertThat(register(api, study, study.monitor, ",\"subjectNumber\":\"" + blank + "\""))
                    .isEqualTo("ORS_400_12");
        }
    }

    @Test
    void saysWhatDoesNotFit(Api api) {
        var study = SampleStudy.in(api);
        var vendor = ",\"vendorCode\":\"XYZ123\"";
        AccessCodeIT.assertRefused(
                registration(api, study, study.monitor, ",\"subjectNumber\":\"siteA-1\"" + vendor),
                400,
                "ORS_400_11",
                "VENDOR_CODE_NOT_ALLOWED",
                "Vendor code has been specified for device-to-cloud connection type of devices",
                "\"parameter\":\"vendorCode\",");
        AccessCodeIT.assertRefused(
                registration(api, study, study.monitor, ""),
                400,
                "ORS_400_12",
                "SUBJECT_NUMBER_MISSING",
                "Subject number is missing for device-to-cloud connection type of devices",
                "\"parameter\":\"subjectNumber\",");
        AccessCodeIT.assertRefused(
                registration(api, study, study.scale, ""),
                400,
                "ORS_400_09",
                "VENDOR_CODE_MISSING",
                "Vendor code is missing for cloud-to-cloud connection type of devices",
                "\"parameter\":\"vendorCode\",");
        registration(api, study, study.scale, vendor);
        AccessCodeIT.assertRefused(
                registration(api, study, study.scale, vendor),
                400,
                "ORS_400_10",
                "DEVICE_ALREADY_REGISTERED",
                "Cloud-to-cloud connection type device is already registered",
                "\"parameter\":\"inventoryId\",");
    }

    private static String register(Api api, SampleStudy study, String item, String more) {
        return registration(api, study, item, more).errorCode();
    }

    private static Answer registration(Api api, SampleStudy study, String item, String more) {
        return api.post(
                study.subjectPath() + "/register-device",
                "{\"inventoryId\":\"" + item + "\",\"mSubjectId\":\"" + SampleStudy.M_SUBJECT_ID + "\"" + more + "}");
    }
}
