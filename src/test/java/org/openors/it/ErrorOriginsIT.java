package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.openors.it.AccessCodeIT.assertRefused;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every failure, the platform's own too, is answered with the same body shape. */
@OnOneDatabase("h2")
@ExtendWith(RunningService.class)
class ErrorOriginsIT {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "/nowhere", "/v1.0", "/v1.0/nowhere", "/v1.0/studies/x", "/v2.0/studies/x", "/%2e%2e/x"
            })
    void anUnknownPath(String path, Api api) {
        assumeFalse(path.contains("%2e") && Difference.ENCODED_DOT_SEGMENT.isHere());
        assertRefused(api.get(path), 404, "ORS_404_02", "RESOURCE_NOT_FOUND", "No such path", "");
    }

    @Test
    void aWrongMethod(Api api) {
        var study = SampleStudy.in(api);
        for (var method : new String[] {"GET", "POST", "PATCH"}) {
            assertRefused(
                    api.send(method, study.accessCodePath(study.monitor), request -> request),
                    405,
                    "ORS_405_01",
                    "METHOD_NOT_ALLOWED",
                    "The method is not allowed on this path",
                    "");
        }
    }

    @Test
    void aWrongMediaType(Api api) {
        var study = SampleStudy.in(api);
        assertRefused(
                api.send(
                        "POST",
                        study.subjectPath() + "/register-device",
                        request -> request.header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString(study.registration()))),
                415,
                "ORS_415_01",
                "UNSUPPORTED_MEDIA_TYPE",
                "The request body's media type is not supported",
                "");
    }

    @Test
    void anAnswerThatCannotBeProduced(Api api) {
        var study = SampleStudy.in(api);
        assertRefused(
                api.send("PUT", study.accessCodePath(study.monitor), request -> request.header("Accept", "text/csv")),
                406,
                "ORS_406_01",
                "NOT_ACCEPTABLE",
                "None of the accepted media types can be produced",
                "");
    }

    @Test
    void aBodyThatIsTooLargeAnnouncedOrNot(Api api) {
        var study = SampleStudy.in(api);
        var body = ("{\"mSubjectId\":\"" + "x".repeat(9_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        for (var publisher : new BodyPublisher[] {
            BodyPublishers.ofByteArray(body), BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
        }) {
            var registration = api.send(
                    "POST",
                    study.subjectPath() + "/register-device",
                    request ->
                            request.header("Content-Type", "application/json").POST(publisher));
            var recreation =
                    api.send("PUT", study.accessCodePath(study.monitor), request -> request.method("PUT", publisher));
            for (var answer : List.of(registration, recreation)) {
                assertRefused(answer, 413, "ORS_413_01", "PAYLOAD_TOO_LARGE", "The request body is too large", "");
            }
        }
    }

    /** Payara's own limit would answer with an HTML page. */
    @Test
    void aBodyAnnouncedLargerThanAnyMayBe(Api api) throws IOException {
        var study = SampleStudy.in(api);
        var uri = api.server().uri(Api.BASE + study.path() + "/study-data");
        try (var connection = new RawHttp(uri.getPort())) {
            var refused = connection.exchange(RawHttp.head(
                    "PUT",
                    uri.getRawPath(),
                    "Connection: close",
                    "Authorization: Bearer " + api.tokens().with(Api.ALL_RIGHTS),
                    "Content-Type: application/json",
                    "Content-Length: 4294967296"));
            assertThat(refused.status()).isEqualTo(413);
            assertThat(refused.header("X-Request-Id")).isNotNull();
            assertThat(refused.member("errorCode")).isEqualTo("ORS_413_01");
        }
    }

    /** JAX-RS refuses them by a bare status, past all exception mappers. */
    @ParameterizedTest
    @CsvSource({"Content-Type, json", "Accept, application/json;q=high"})
    void aMalformedHeader(String name, String value, Api api) {
        var study = SampleStudy.in(api);
        assertRefused(
                api.send(
                        "POST",
                        study.subjectPath() + "/register-device",
                        request -> request.header(name, value).POST(BodyPublishers.ofString(study.registration()))),
                400,
                "ORS_400_01",
                "INVALID_REQUEST",
                "The request is invalid",
                "");
    }

    /** Jakarta REST, section 3.3.5: the platform says which methods a path has. */
    @Test
    void optionsTellTheMethods(Api api) {
        var study = SampleStudy.in(api);
        var answer = api.send("OPTIONS", study.accessCodePath(study.monitor), request -> request);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Allow")).contains("PUT").doesNotContain("POST");
    }

    /** RFC 9110, 9.3.1 and 9.3.5: a body has no meaning there; the HTTP layer would answer an empty 400 by itself. */
    @Test
    void aBodyWhereNoneIsExpectedIsIgnored(Api api) {
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        assertThat(api.withBody("GET", study.subjectPath() + "/devices", "{}").status())
                .isEqualTo(200);
        var device = study.devicePath(study.monitor) + "?mSubjectId=" + SampleStudy.M_SUBJECT_ID;
        assertThat(api.withBody("DELETE", device, "x".repeat(8_000)).status()).isEqualTo(200);
        assertThat(api.withBody("DELETE", device, "x".repeat(9_000)).errorCode())
                .isEqualTo("ORS_413_01");
        assertThat(api.withBody("DELETE", device, "{}").errorCode()).isEqualTo("ORS_400_08");
    }

    @Test
    void aBadParameter(Api api) {
        var study = SampleStudy.in(api);
        assertRefused(
                api.put(study.devicePath(study.monitor) + "/access-code"),
                400,
                "ORS_400_01",
                "INVALID_REQUEST",
                "mSubjectId must be given once, as 1 to 100 printable characters",
                "\"parameter\":\"mSubjectId\",");
    }

    @Test
    void anIdentifierThatIsNotAUuidIsUnknown(Api api) {
        var study = SampleStudy.in(api);
        var path = study.accessCodePath(study.monitor);
        assertRefused(
                api.put(study.accessCodePath("no-uuid")),
                400,
                "ORS_400_03",
                "INVALID_DEVICE_ID",
                "Invalid device ID",
                "\"parameter\":\"inventoryId\",");
        assertRefused(
                api.put(path.replace(study.subjectId, "no-uuid")),
                400,
                "ORS_400_02",
                "INVALID_SUBJECT_ID",
                "Invalid subject ID",
                "\"parameter\":\"subjectId\",");
        assertRefused(
                api.put(path.replace(study.studyId, "no-uuid")),
                404,
                "ORS_404_01",
                "INVALID_STUDY_ID_OR_VERSION",
                "Invalid study ID or version",
                "\"parameter\":\"studyId\",");
    }

    @Test
    void noTokenAndABadToken(Api api) {
        var study = SampleStudy.in(api);
        for (var token : new String[] {null, "not.a.token", "x"}) {
            assertRefused(
                    api.as(token).put(study.accessCodePath(study.monitor)),
                    401,
                    "ORS_401_01",
                    "UNAUTHENTICATED",
                    "A valid bearer token is required",
                    "");
        }
    }

    @Test
    void aConnectorThatIsAway(Api api) {
        var study = new SampleStudy("active");
        var document = study.document(true)
                .replace(
                        "\"connector\": \"built-in\", \"iotBaseUrl\": \"https://iot.example.org\"",
                        "\"connector\": \"remote\", \"url\": \"" + RunningService.CONNECTOR_AWAY
                                + "\", \"userName\": \"ors\","
                                + " \"password\": \"made-up\", \"mHealthStudyId\": \"S-1\"");
        api.put(study.path() + "/study-data", document);
        assertRefused(
                study.registerMonitor(api),
                503,
                "ORS_503_01",
                "CONNECTOR_UNAVAILABLE",
                "The mHealth connector did not answer",
                "");
    }
}
