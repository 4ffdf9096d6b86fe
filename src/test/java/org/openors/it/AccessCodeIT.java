package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code PUT …/access-code}: the main job. */
@ExtendWith(RunningService.class)
class AccessCodeIT {

    @Test
    void recreatesThePairAndKeepsTheDevice(Api api) {
        var study = SampleStudy.in(api);
        var registered = study.registerMonitor(api);
        assertThat(registered.status()).isEqualTo(200);

        var recreated = api.put(study.accessCodePath(study.monitor));

        assertThat(recreated.status()).isEqualTo(200);
        assertThat(recreated.json().keySet()).containsExactlyInAnyOrder("accessId", "id", "otp");
        assertThat(recreated.json().getString("id")).isEqualTo(registered.json().getString("id"));
        assertThat(recreated.json().getString("otp"))
                .isNotEqualTo(registered.json().getString("otp"));
    }
}
