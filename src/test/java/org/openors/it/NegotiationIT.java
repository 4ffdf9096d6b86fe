package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The caller's {@code Accept} never decides the form of an answer, and what can't be answered is not done. */
@OnOneDatabase("postgresql")
@ExtendWith(RunningService.class)
class NegotiationIT {

    private static final String NUMBER = "Zoë-山田";

    /** A changing operation. */
    private record Operation(
            String action, String method, Function<SampleStudy, String> path, Function<SampleStudy, String> body) {}

    private static final List<Operation> CHANGES = List.of(
            new Operation(
                    "IMPORT_STUDY_DATA", "PUT", study -> study.path() + "/study-data", study -> study.document(true)),
            new Operation(
                    "REGISTER_SUBJECT",
                    "POST",
                    study -> study.path() + "/subjects/mhealthRegister",
                    study -> "{\"subjectId\":\"" + study.subjectId + "\",\"mhealthSubjectId\":\""
                            + SampleStudy.M_SUBJECT_ID + "\"}"),
            new Operation(
                    "REGISTER_DEVICE",
                    "POST",
                    study -> study.subjectPath() + "/register-device",
                    study -> study.registration().replace("siteA-1", NUMBER)),
            new Operation("RECREATE_ACCESS_CODE", "PUT", study -> study.accessCodePath(study.monitor), study -> null),
            new Operation(
                    "DEREGISTER_DEVICE",
                    "DELETE",
                    study -> study.devicePath(study.monitor) + "?mSubjectId=" + SampleStudy.M_SUBJECT_ID,
                    study -> null));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;charset=utf_8",
                "APPLICATION/JSON;profile=x",
                "application/json;charset=undefined",
                "application/json;charset=US-ASCII",
                "application/json;q=0.3;charset=utf-16",
                "application/*;x=y",
                "*/*;header=absent;fhirVersion=4.0"
            })
    void everyAnswerIsUtf8JsonWhateverParametersAcceptHas(String accept, Api api) {
        var study = SampleStudy.in(api);
        for (var change : CHANGES) {
            var answer = send(api, study, change, accept);
            assertThat(answer.status()).as(change + answer.body()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        }
        var pair = Pair.of(send(api, study, CHANGES.get(2), accept));
        var redeemed = redeem(api, pair, accept);
        assertThat(redeemed.json().getString("subjectId")).isEqualTo(NUMBER);
        assertThat(redeemed.header("Content-Type")).isEqualTo("application/json");
        var devices = api.send("GET", study.subjectPath() + "/devices", request -> request.header("Accept", accept));
        assertThat(devices.header("Content-Type")).isEqualTo("application/json");
        for (var export : Map.of("text/csv", ";charset=UTF-8", "application/fhir+ndjson", "")
                .entrySet()) {
            var answer = api.send(
                    "GET",
                    study.path() + "/audit",
                    request -> request.header(
                            "Accept",
                            matching(accept, export.getKey()) + accept.substring(Math.max(accept.indexOf(';'), 0))));
            assertThat(answer.header("Content-Type")).isEqualTo(export.getKey() + export.getValue());
        }
        var refused = api.send("GET", study.path() + "/audit?x=y", request -> request.header("Accept", accept));
        assertThat(refused.header("Content-Type")).isEqualTo("application/json;charset=UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/csv",
                "application/json;q=0",
                "application/json;q=0, */*",
                "application/*;q=0",
                "*/*;q=0",
                "image/*",
                "application/json;charset=",
                "application/json;q=high",
                "json"
            })
    void whatCanNotBeAnsweredIsNotDone(String accept, Api api, Database database) throws SQLException {
        assumeFalse(accept.endsWith("=") && Difference.EMPTY_PARAMETER_OF_ACCEPT.isHere());
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);
        var before = state(database, study);
        for (var change : CHANGES) {
            var answer = send(api, study, change, accept);
            assertThat(answer.status()).as(change.action()).isIn(400, 406);
            assertThat(recorded(database, answer)).containsExactly("Refused " + answer.errorCode());
        }
        var unredeemed = redeem(api, pair, accept);
        assertThat(unredeemed.status()).isIn(400, 406);
        assertThat(recorded(database, unredeemed)).containsExactly("Refused " + unredeemed.errorCode());
        assertThat(state(database, study)).isEqualTo(before);
        assertThat(pair.redeem(api).status()).as("the old pair still works").isEqualTo(200);
    }

    private static String matching(String accept, String type) {
        return accept.startsWith("APPLICATION") ? type.toUpperCase(Locale.ROOT) : type;
    }

    private static Answer send(Api api, SampleStudy study, Operation change, String accept) {
        var body = change.body().apply(study);
        return api.send(change.method(), change.path().apply(study), request -> {
            request.header("Accept", accept);
            return body == null
                    ? request
                    : request.header("Content-Type", "application/json")
                            .method(change.method(), BodyPublishers.ofString(body));
        });
    }

    private static Answer redeem(Api api, Pair pair, String accept) {
        return api.as(null)
                .send(
                        "POST",
                        Pair.PATH,
                        request -> request.header("Authorization", pair.authorization())
                                .header("Accept", accept));
    }

    private static List<String> recorded(Database database, Answer answer) throws SQLException {
        return database
                .rows("SELECT outcome, error_code FROM audit_record WHERE reference = '" + answer.header("X-Request-Id")
                        + "'")
                .stream()
                .map(row -> row.get(0) + " " + row.get(1))
                .toList();
    }

    private static List<List<String>> state(Database database, SampleStudy study) throws SQLException {
        return database.rows("SELECT access_id, version, redeemed_at FROM bootstrap_credential WHERE study_id = CAST('"
                + study.studyId + "' AS uuid)");
    }
}
