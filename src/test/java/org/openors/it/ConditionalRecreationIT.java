package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ETag} and {@code If-Match}: nobody replaces a pair that another one made meanwhile (contract, section 2). */
@ExtendWith(RunningService.class)
class ConditionalRecreationIT {

    @Test
    void thePairIsReplacedOnlyInTheStateThatTheCallerSaw(Api api) {
        var study = SampleStudy.in(api);
        var registered = study.registerMonitor(api);
        assertThat(listed(api, study).getString("etag")).isEqualTo(registered.header("ETag"));

        var recreated = recreate(api, study, registered.header("ETag"));

        assertThat(recreated.status()).isEqualTo(200);
        assertThat(recreated.header("ETag")).isNotEqualTo(registered.header("ETag"));
        assertThat(listed(api, study).getString("etag")).isEqualTo(recreated.header("ETag"));
        var issuedAt = listed(api, study).getString("issuedAt");
        AccessCodeIT.assertRefused(
                recreate(api, study, registered.header("ETag")),
                412,
                "ORS_412_01",
                "PRECONDITION_FAILED",
                "Somebody else was faster",
                "\"issuedBy\":\"nurse-17\",\"issuedAt\":\"" + issuedAt + "\",");
        assertThat(listed(api, study).getString("etag")).isEqualTo(recreated.header("ETag"));
        assertThat(Pair.of(recreated).redeem(api).status()).isEqualTo(200);
    }

    @Test
    void aRefusalChangesNothingAndIsRecorded(Api api) {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);
        var refused = recreate(api, study, "\"another\"");
        var record = api.get(study.path() + "/audit?action=RECREATE_ACCESS_CODE")
                .json()
                .getJsonArray("records")
                .getJsonObject(0);
        assertThat(record.getString("errorCode")).isEqualTo("ORS_412_01");
        assertThat(record.getString("outcome")).isEqualTo("Refused");
        assertThat(record.getString("reference")).isEqualTo(refused.header("X-Request-Id"));
        assertThat(pair.redeem(api).status()).isEqualTo(200);
    }

    /** Whatever else ends or begins a pair changes the tag; wrong OTPs and a look do not. */
    @Test
    void eachChangeOfTheDeviceIsAnotherTag(Api api) {
        var study = SampleStudy.in(api);
        assertThat(listed(api, study)).doesNotContainKey("etag");
        var pair = Pair.registered(api, study);
        var tag = listed(api, study).getString("etag");
        for (int i = 0; i < 10; i++) {
            pair.withWrongOtp().redeem(api);
        }
        assertThat(listed(api, study).getString("etag")).isEqualTo(tag);
        assertThat(listed(api, study).getInt("attemptsLeft")).isZero();
        pair = Pair.of(recreate(api, study, tag));
        tag = listed(api, study).getString("etag");

        pair.redeem(api);
        assertThat(recreate(api, study, tag).errorCode()).isEqualTo("ORS_412_01");
        tag = listed(api, study).getString("etag");
        assertThat(api.delete(study.accessCodePath(study.monitor)).status()).isEqualTo(204);
        assertThat(recreate(api, study, tag).errorCode()).isEqualTo("ORS_412_01");
        var revoked = listed(api, study).getString("etag");
        assertThat(recreate(api, study, revoked).status()).isEqualTo(200);
        api.delete(study.accessCodePath(study.monitor));
        assertThat(recreate(api, study, revoked).errorCode())
                .as("revoked twice")
                .isEqualTo("ORS_412_01");
    }

    /** Two nurses, or a double click: one pair is made, and it works. */
    @Test
    void ofTwoAtOnceWithTheSameTagOneSucceeds(Api api) {
        var study = SampleStudy.in(api);
        var tag = study.registerMonitor(api).header("ETag");
        try (var race = new Race(2)) {
            for (int i = 0; i < Scale.of(25, 50, 500); i++) {
                var seen = tag;
                var answers = race.run(() -> recreate(api, study, seen));
                assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 412);
                var done = answers.get(answers.get(0).status() == 200 ? 0 : 1);
                tag = done.header("ETag");
                assertThat(listed(api, study).getString("accessId"))
                        .isEqualTo(done.json().getString("accessId"));
            }
        }
    }

    /** The tag of a device without a pair names its registration. */
    @Test
    void ofTwoAtOnceForADeviceWithoutAPairOneSucceeds(Api api) {
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        try (var race = new Race(2)) {
            for (int i = 0; i < Scale.of(10, 20, 200); i++) {
                api.delete(study.accessCodePath(study.monitor));
                var seen = listed(api, study).getString("etag");
                assertThat(race.run(() -> recreate(api, study, seen).status())).containsExactlyInAnyOrder(200, 412);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "\"x", "*, \"x\"", "\"x\" \"y\""})
    void aBadHeaderIsRefused(String header, Api api) {
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        AccessCodeIT.assertRefused(
                recreate(api, study, header),
                400,
                "ORS_400_01",
                "INVALID_REQUEST",
                "If-Match must be the ETag of an earlier answer, a list of such or *",
                "\"parameter\":\"If-Match\",");
    }

    @Test
    void theRulesOfTheDeviceComeFirst(Api api) {
        var study = SampleStudy.in(api);
        assertThat(recreate(api, study, "\"x\"").errorCode()).isEqualTo("ORS_400_08");
        study.registerMonitor(api);
        assertThat(recreate(api, study, "*").status()).isEqualTo(200);
        assertThat(recreate(api, study, "\"x\"").errorCode()).isEqualTo("ORS_412_01");
    }

    private static Answer recreate(Api api, SampleStudy study, String tag) {
        return api.send("PUT", study.accessCodePath(study.monitor), request -> request.header("If-Match", tag));
    }

    static JsonObject listed(Api api, SampleStudy study) {
        return DeviceIT.device(api, study, study.monitor);
    }
}
