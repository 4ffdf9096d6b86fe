package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * A URL can be spelt in many ways that JAX-RS takes for the same one. Whatever the spelling, a request that is answered with
 * success is recorded in the audit trail of its study, as the same action as the plain spelling.
 */
@OnOneDatabase("h2")
@ExtendWith(RunningService.class)
class RouteSpellingIT {

    static final List<OpenApi.Route> ROUTES = OpenApi.published().routes().stream()
            .filter(route -> route.path().startsWith("/v1.0/"))
            .toList();

    /** Each spells the path below the base path in another way. */
    private static final List<UnaryOperator<String>> SPELLINGS = List.of(
            path -> "/rest" + path + "/",
            path -> "/rest" + path + "/;x",
            path -> "/rest" + path + ";x=1",
            path -> "/rest" + path.replace("/active", "/active;x=1"),
            path -> "/rest" + path.replace("/active", "/%61ctive"),
            path -> "/rest" + path.replace("/v1.0/", "/v1%2E0/"),
            path -> "/rest" + path.replace("/v1.0/", "/v1.0;x/"),
            path -> "/rest" + path.replace("/studies/", "/studies;x=/active/;/"),
            path -> "/rest;" + path.substring(1),
            path -> "/rest;x" + path,
            path -> "/rest/" + path,
            path -> "/%72est" + path,
            path -> "/rest/x/.." + path);

    @ParameterizedTest
    @FieldSource("ROUTES")
    void everySpellingThatSucceedsIsRecordedAsTheSameAction(OpenApi.Route route, Api api, Database database)
            throws SQLException {
        try (var beside = database.connect()) {
            var study = SampleStudy.in(api);
            study.registerMonitor(api);
            var plain = send(api, study, route, "/rest" + path(study, route));
            assertThat(plain.status()).as(plain.body()).isIn(200, 204);
            var recorded = recorded(beside, plain);
            assertThat(recorded.get(1)).isNotEqualTo("OTHER");
            int succeeded = 0;
            for (var spelling : SPELLINGS) {
                study.registerMonitor(api);
                var spelt = spelling.apply(path(study, route));
                if (isOtherwiseHere(spelt)) {
                    continue;
                }
                var answer = send(api, study, route, spelt);
                assertThat(answer.status()).as(spelt).isLessThan(500);
                if (answer.status() < 400) {
                    succeeded++;
                    assertThat(recorded(beside, answer)).as(spelt).isEqualTo(recorded);
                }
            }
            assertThat(succeeded)
                    .as("spellings that reach the resource")
                    .isGreaterThanOrEqualTo(Difference.PATH_PARAMETER_AFTER_A_SLASH.isHere() ? 5 : 7);
        }
    }

    private static boolean isOtherwiseHere(String spelt) {
        return spelt.endsWith("/;x") && Difference.PATH_PARAMETER_AFTER_A_SLASH.isHere()
                || spelt.contains("/;/") && Difference.SEGMENT_OF_A_PATH_PARAMETER.isHere();
    }

    /** The study and the action in the audit record of the answered request. */
    private static List<String> recorded(Connection beside, Answer answer) throws SQLException {
        var rows = Database.rows(
                beside,
                "SELECT study_id, action, outcome, mode FROM audit_record WHERE " + Database.JUST_NOW
                        + " AND reference = '" + answer.header("X-Request-Id") + "'");
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    static String path(SampleStudy study, OpenApi.Route route) {
        return route.path()
                .replace("{studyId}", study.studyId)
                .replace("{mode}", study.mode)
                .replace("{subjectId}", study.subjectId)
                .replace("{inventoryId}", study.monitor);
    }

    private static Answer send(Api api, SampleStudy study, OpenApi.Route route, String path) {
        var query = route.path().contains("{inventoryId}") ? "?mSubjectId=" + SampleStudy.M_SUBJECT_ID : "";
        var uri = URI.create(api.server().uri("/ec-ors-svc") + path + query);
        var body = body(study, route);
        return api.sendTo(
                route.method(),
                uri,
                request -> body == null
                        ? request
                        : request.header("Content-Type", "application/json")
                                .method(route.method(), BodyPublishers.ofString(body)));
    }

    static String body(SampleStudy study, OpenApi.Route route) {
        return switch (route.path().substring(route.path().lastIndexOf('/') + 1)) {
            case "study-data" -> study.document(true);
            case "register-device" -> study.registration();
            case "mhealthRegister" ->
                "{\"subjectId\":\"" + study.subjectId + "\",\"mhealthSubjectId\":\"" + SampleStudy.M_SUBJECT_ID + "\"}";
            default -> null;
        };
    }
}
