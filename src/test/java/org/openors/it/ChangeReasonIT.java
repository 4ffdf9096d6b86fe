package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The header {@code X-Change-Reason}: when it is demanded, what is taken, and what becomes of hostile words. */
@OnOneDatabase("postgresql")
@ExtendWith(RunningService.class)
class ChangeReasonIT {

    private static final String HEADER = "X-Change-Reason";
    private static final String OWNER = "?mSubjectId=" + SampleStudy.M_SUBJECT_ID;

    /** One of the operations that take a reason. */
    private record Operation(String name, String method, UnaryOperator<String> path) {

        Answer send(Api api, SampleStudy study, String... reasons) {
            return api.send(method, path.apply(study.devicePath(study.monitor)), request -> {
                Stream.of(reasons).forEach(reason -> request.header(HEADER, reason));
                return method.equals("POST")
                        ? request.header("Content-Type", "application/json")
                                .method(method, BodyPublishers.ofString(study.registration()))
                        : request;
            });
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Operation REGISTRATION =
            new Operation("REGISTER_DEVICE", "POST", device -> device.replaceFirst("/devices/.*", "/register-device"));
    private static final Operation RECREATION =
            new Operation("RECREATE_ACCESS_CODE", "PUT", device -> device + "/access-code" + OWNER);
    private static final Operation REVOCATION =
            new Operation("REVOKE_ACCESS_CODE", "DELETE", device -> device + "/access-code" + OWNER);
    private static final Operation DEREGISTRATION =
            new Operation("DEREGISTER_DEVICE", "DELETE", device -> device + OWNER);

    /** In an order in which all of them succeed. */
    private static final List<Operation> OPERATIONS = List.of(REGISTRATION, RECREATION, REVOCATION, DEREGISTRATION);

    static Stream<Arguments> unusable() {
        var reasons = Stream.of(
                List.of(""),
                List.of("a\tb"),
                List.of("x".repeat(256)),
                List.of("a", "b"),
                List.of("UTF-8''"),
                List.of("UTF-8''%0D%0A"),
                List.of("UTF-8''%C3"),
                List.of("UTF-8''%zz"),
                List.of("utf-8''%1B%5B2J"),
                List.of("UTF-8''" + "%C3%A4".repeat(256)));
        return reasons.flatMap(reason ->
                OPERATIONS.stream().map(operation -> Arguments.of(operation, reason.toArray(String[]::new))));
    }

    @Test
    void isKeptWhereItIsNotDemanded(Api api) {
        var study = SampleStudy.in(api);
        for (var operation : OPERATIONS) {
            assertThat(operation.send(api, study, "because, 100%").status()).isIn(200, 204);
            assertThat(newest(api, study).getString("changeReason")).isEqualTo("because, 100%");
            assertThat(newest(api, study).getString("action")).isEqualTo("READ_AUDIT");
        }
        REGISTRATION.send(api, study);
        assertThat(newest(api, study)).doesNotContainKey("changeReason");
    }

    @Test
    void isDemandedOfEachDeviceOperationWhereTheStudySaysSo(Api api) {
        var study = demanding(api);
        for (var operation : OPERATIONS) {
            assertRefused(operation.send(api, study), "X-Change-Reason is required in this study and mode");
            assertThat(operation.send(api, study, "x".repeat(255)).status())
                    .as(operation.name)
                    .isIn(200, 204);
        }
        assertThat(REGISTRATION.send(api, study, "again").status()).isEqualTo(200);
        assertThat(api.get(study.devicePath(study.monitor) + "/access-code/check" + OWNER)
                        .body())
                .isEqualTo("{\"ready\":true,\"failures\":[]}");
        assertThat(api.put(study.accessCodePath(study.undispensed)).errorCode()).isEqualTo("ORS_400_01");
    }

    @Test
    void isDemandedInThatModeOnly(Api api) {
        var study = demanding(api);
        var path = "/v1.0/studies/" + study.studyId + "/test";
        api.put(path + "/study-data", study.document(true));
        assertThat(api.post(path + "/subjects/" + study.subjectId + "/register-device", study.registration())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void isDemandedUntilTheSettingsSayOtherwise(Api api) {
        var study = demanding(api);
        var path = study.path() + "/study-data";
        api.put(path, "{\"title\":\"Another\"}");
        assertThat(study.registerMonitor(api).errorCode()).isEqualTo("ORS_400_01");
        var settings = "{\"deviceService\":{\"connector\":\"built-in\",\"iotBaseUrl\":\"https://iot.example.org\"%s}}";
        api.put(path, settings.formatted(""));
        assertThat(study.registerMonitor(api).errorCode()).isEqualTo("ORS_400_01");
        api.put(path, settings.formatted(",\"changeReasonRequired\":false"));
        assertThat(study.registerMonitor(api).status()).isEqualTo(200);
    }

    @Test
    void aSettingThatIsNeitherTrueNorFalseIsRefused(Api api) {
        var study = new SampleStudy("test");
        var answer = api.put(
                study.path() + "/study-data", demandingDocument(study).replace("Required\": true", "Required\": 1"));
        assertThat(answer.body()).contains("/deviceService/changeReasonRequired", "must be true or false");
    }

    @Test
    void anUnknownStudyIsStillUnknown(Api api) {
        var study = new SampleStudy("active");
        assertThat(OPERATIONS)
                .allSatisfy(operation ->
                        assertThat(operation.send(api, study).errorCode()).isEqualTo("ORS_404_01"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("unusable")
    void isRefusedWhenItCanNotBeUsed(Operation operation, String[] reasons, Api api) {
        assumeFalse(reasons[0].contains("\t") && Difference.CONTROL_CHARACTER_IN_A_HEADER.isHere());
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        assertRefused(
                operation.send(api, study, reasons),
                "X-Change-Reason must be given once, as 1 to 255 printable characters, in ASCII or as UTF-8'' and "
                        + "percent-encoded UTF-8");
    }

    @Test
    void aRefusalsRecordKeepsItToo(Api api) {
        var study = SampleStudy.in(api);
        api.withGroups("DeviceActionsGet")
                .send("PUT", study.accessCodePath(study.monitor), request -> request.header(HEADER, "please, \"now\""));
        RECREATION.send(api, study, "not registered yet");
        RECREATION.send(api, study, "a\tb");
        RECREATION.send(api, study, "y".repeat(600));
        api.send("GET", study.subjectPath() + "/devices", request -> request.header(HEADER, "not asked for"));

        assertThat(records(api, study, ""))
                .extracting(record -> record.getString("changeReason", null))
                .startsWith(
                        null,
                        "y".repeat(510),
                        Difference.CONTROL_CHARACTER_IN_A_HEADER.isHere() ? "a b" : "a\uFFFDb",
                        "not registered yet",
                        "please, \"now\"",
                        null);
    }

    @Test
    void isTakenInAnyLanguage(Api api) {
        var study = SampleStudy.in(api);
        REGISTRATION.send(api, study, "UTF-8''Ger%C3%A4t%20%E2%80%9Everloren%E2%80%9C+1,%20%F0%9F%98%80");
        assertThat(newest(api, study).getString("changeReason")).isEqualTo("Gerät „verloren“+1, 😀");
    }

    /** Bytes beyond ASCII do not even reach the service: the server's HTTP layer refuses them. */
    @Test
    void noControlCharacterAndNoUndeclaredBytePasses(Api api) throws IOException {
        assumeFalse(Difference.CONTROL_CHARACTER_IN_A_HEADER.isHere());
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        for (var bytes : List.of("a\u001B[2Jb", "a\u0085b", "a\u202Eb", "a\u0000b", "Gerät", "a\nb", "a\rb")) {
            if (bytes.contains("\n") && Difference.LINE_FEED_ENDS_A_HEADER.isHere()) {
                continue;
            }
            assertThat(sendRaw(api, study, bytes)).as(bytes).isEqualTo(400);
        }
        assertThat(actions(api, study)).doesNotContain("RECREATE_ACCESS_CODE Success");
    }

    @Test
    void aSmuggledHeaderLineIsNoPartOfTheReason(Api api) throws IOException {
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        sendRaw(api, study, "first\r\nX-Other: =1+1");
        assertThat(records(api, study, "action=RECREATE_ACCESS_CODE"))
                .extracting(record -> record.getString("changeReason"))
                .containsExactly("first");
    }

    @Test
    void hostileWordsStayOneRecordAndOneCell(Api api) throws IOException {
        var study = SampleStudy.in(api);
        var hostile = List.of(
                "=HYPERLINK(\"http://example.org\",\"x\")",
                "+1",
                "-1",
                "@SUM(A1)",
                "\",\"Success\"",
                "{\"outcome\":\"Success\"}",
                "'quoted'",
                "\\r\\n%0d%0a",
                "<script>alert(1)</script>",
                "a;b,c");
        for (var words : hostile) {
            var token = api.tokens()
                    .signed(api.tokens()
                            .claims("DeviceActionsPost")
                            .subject(words + "\r\n\u001B[31m\u2028")
                            .build());
            RECREATION.send(api.as(token), study, words);
        }

        var actors =
                hostile.stream().map(words -> words + "\r\n\u001B[31m\u2028").toList();
        var refusals = "action=RECREATE_ACCESS_CODE";
        var json = records(api, study, refusals);
        assertThat(json)
                .extracting(record -> record.getString("changeReason"))
                .containsExactlyElementsOf(reversed(hostile));
        assertThat(json).extracting(record -> record.getString("actor")).containsExactlyElementsOf(reversed(actors));
        var csv = csv(export(api, study, "text/csv", refusals));
        assertThat(csv)
                .extracting(row -> row.get("changeReason").replaceFirst("^'", ""))
                .containsExactlyElementsOf(reversed(hostile));
        assertThat(csv).allSatisfy(row -> assertThat(row).noneMatch(cell -> cell.matches("(?s)[=+\\-@\t\r].*")));
        assertThat(export(api, study, "application/fhir+ndjson", refusals).lines())
                .hasSize(hostile.size())
                .extracting(line -> new Answer(200, null, line)
                        .json()
                        .getValue("/agent/0/purposeOfUse/0")
                        .asJsonObject()
                        .getString("text"))
                .containsExactlyElementsOf(reversed(hostile));
    }

    private static <T> List<T> reversed(List<T> list) {
        var reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }

    private static SampleStudy demanding(Api api) {
        var study = new SampleStudy("active");
        assertThat(api.put(study.path() + "/study-data", demandingDocument(study))
                        .status())
                .isEqualTo(200);
        return study;
    }

    private static String demandingDocument(SampleStudy study) {
        return study.document(true).replace("\"built-in\",", "\"built-in\", \"changeReasonRequired\": true,");
    }

    private static void assertRefused(Answer answer, String message) {
        AccessCodeIT.assertRefused(
                answer, 400, "ORS_400_01", "INVALID_REQUEST", message, "\"parameter\":\"X-Change-Reason\",");
    }

    /** Recreates with these very bytes as the reason, and returns the status. */
    static int sendRaw(Api api, SampleStudy study, String reason) throws IOException {
        var uri = api.server().uri(Api.BASE + study.accessCodePath(study.monitor));
        try (var connection = new RawHttp(uri.getPort())) {
            var request = RawHttp.head(
                    "PUT",
                    uri.getRawPath() + "?" + uri.getRawQuery(),
                    "Connection: close",
                    "Authorization: Bearer " + api.tokens().with(Api.ALL_RIGHTS),
                    HEADER + ": " + reason);
            return connection.exchange(request).status();
        }
    }

    private static List<String> actions(Api api, SampleStudy study) {
        return records(api, study, "").stream()
                .map(record -> record.getString("action") + " " + record.getString("outcome"))
                .toList();
    }

    static JsonObject newest(Api api, SampleStudy study) {
        return records(api, study, "").get(0);
    }

    private static List<JsonObject> records(Api api, SampleStudy study, String query) {
        return api.get(study.path() + "/audit?" + query)
                .json()
                .getJsonArray("records")
                .getValuesAs(JsonObject.class);
    }

    private static String export(Api api, SampleStudy study, String accept, String query) {
        return api.send("GET", study.path() + "/audit?" + query, request -> request.header("Accept", accept))
                .body();
    }

    private static List<CSVRecord> csv(String text) throws IOException {
        try (var parser = CSVParser.parse(
                text,
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            return parser.getRecords();
        }
    }
}
