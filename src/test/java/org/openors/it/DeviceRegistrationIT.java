package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static String register(Api api, SampleStudy study, String item, String more) {
        return api.post(
                        study.subjectPath() + "/register-device",
                        "{\"inventoryId\":\"" + item + "\",\"mSubjectId\":\"" + SampleStudy.M_SUBJECT_ID + "\"" + more
                                + "}")
                .errorCode();
    }
}
