package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.identity.Identifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code PUT …/study-data}: the contract's section 8, and how strictly JSON is read. */
@ExtendWith(RunningService.class)
class StudyDataIT {

    /** More than the buffers between server and caller take. */
    private static final int MANY_SITES = 40_000;

    @Test
    void countsEachKindAndChangesNothingTheSecondTime(Api api) {
        var study = new SampleStudy("active");
        var first = api.put(study.path() + "/study-data", study.document(true));
        var second = api.put(study.path() + "/study-data", study.document(true));

        assertThat(first.body())
                .isEqualTo(second.body())
                .isEqualTo("{\"status\":\"Success\",\"version\":1,\"result\":{\"kitTypes\":4,\"subjects\":2,"
                        + "\"inventory\":7,\"dispensations\":6,\"registrations\":1,\"sites\":0}}");
    }

    @Test
    void eachChangedObjectHasARecordAndASecondImportHasOnlyItsOwn(Api api) throws NoSuchAlgorithmException {
        var study = SampleStudy.in(api);
        assertThat(records(api, study, "limit=100")).hasSize(SampleStudy.OBJECTS + 1);
        api.put(study.path() + "/study-data", study.document(true));
        assertThat(records(api, study, "action=IMPORT_STUDY_DATA")).hasSize(2);

        var answer = api.put(
                study.path() + "/study-data",
                study.dispensation(study.otherSubjectId, study.monitor)
                        .replace("{\"disp", "{\"title\":\"New\",\"disp"));
        var dispensed = records(api, study, "inventoryId=" + study.monitor).get(0);
        assertThat(dispensed.getString("action")).isEqualTo("DISPENSE_ITEM");
        assertThat(dispensed.getString("subjectId")).isEqualTo(study.otherSubjectId);
        assertThat(dispensed.getString("stateBefore")).contains(study.subjectId);
        assertThat(dispensed.getString("stateAfter")).contains(study.otherSubjectId);
        assertThat(dispensed.getString("reference")).isEqualTo(answer.header("X-Request-Id"));
        var imported = records(api, study, "action=IMPORT_STUDY_DATA").get(0);
        assertThat(imported.getString("stateBefore"))
                .isEqualTo(
                        "{\"title\":\"Hypertension at home\",\"version\":\"1.0.0.1\",\"deviceService\":{\"connector\":"
                                + "\"built-in\",\"iotBaseUrl\":\"https://iot.example.org\",\"changeReasonRequired\":false}}");
        assertThat(imported.getString("stateAfter"))
                .startsWith("{\"title\":\"New\"")
                .contains(sha256(study.dispensation(study.otherSubjectId, study.monitor)
                        .replace("{\"disp", "{\"title\":\"New\",\"disp")));
        assertThat(records(api, study, "limit=100")).hasSize(SampleStudy.OBJECTS + 8);

        for (var form : List.of("text/csv", "application/fhir+ndjson")) {
            var export = api.send("GET", study.path() + "/audit", request -> request.header("Accept", form));
            assertThat(export.body()).contains("DISPENSE_ITEM", "IMPORT_SUBJECT", "IMPORT_KIT_TYPE", "IMPORT_ITEM");
        }
    }

    private static List<JsonObject> records(Api api, SampleStudy study, String query) {
        return api.get(study.path() + "/audit?" + query)
                .json()
                .getJsonArray("records")
                .getValuesAs(JsonObject.class);
    }

    private static String sha256(String document) throws NoSuchAlgorithmException {
        var digest = MessageDigest.getInstance("SHA-256").digest(document.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    @Test
    void takesTextsThatNeedInvisibleJoinersAndCharactersThatAreNewerThanTheJdk(Api api) {
        var study = new SampleStudy("active");
        for (var text : List.of("می\u200Cخواهم", "ක්\u200Dෂ", "x\uD83E\uDEE9", "x\u0378")) {
            var document = study.document(true)
                    .replace(SampleStudy.M_SUBJECT_ID, text)
                    .replace("\"siteA", "\"" + text)
                    .replace("Hypertension at home", text);
            assertThat(api.put(study.path() + "/study-data", document).status()).isEqualTo(200);
            var registration = study.registration().replace(SampleStudy.M_SUBJECT_ID, text);
            assertThat(api.post(study.subjectPath() + "/register-device", registration)
                            .status())
                    .isEqualTo(200);
            var recreated = api.put(study.devicePath(study.monitor) + "/access-code?mSubjectId="
                    + URLEncoder.encode(text, StandardCharsets.UTF_8));
            assertThat(Pair.of(recreated).redeem(api).json().getString("studyname"))
                    .isEqualTo(text);
        }
    }

    @Test
    void whiteSpaceAloneIsNoText(Api api) {
        var study = new SampleStudy("active");
        for (var blank : List.of(" ", "\\u00a0", "\\u3000\\u2003")) {
            var answer = api.put(
                    study.path() + "/study-data",
                    study.document(true)
                            .replace("Hypertension at home", blank)
                            .replace("siteA-1", blank)
                            .replace(SampleStudy.M_SUBJECT_ID, blank)
                            .replace("\"BPM\", \"deviceType", "\"" + blank + "\", \"deviceType"));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().getValue("/errorData/details/problems").asJsonArray())
                    .extracting(problem -> problem.asJsonObject().getString("path"))
                    .containsExactlyInAnyOrder(
                            "/title", "/kitTypes/0/kitTypeId", "/subjects/0/subjectNumber", "/subjects/0/mSubjectId");
        }
        assertThat(api.get(study.subjectPath() + "/devices").errorCode()).isEqualTo("ORS_404_01");
    }

    @Test
    void nullTakesAnItemBackWithItsRegistrationItsPairAndItsSecret(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        var redeemed = Pair.registered(api, study);
        redeemed.redeem(api);
        var live = Pair.recreated(api, study);

        var answer = api.put(study.path() + "/study-data", study.takenBack(study.monitor));
        assertThat(answer.body()).contains("\"dispensations\":1,");
        BootstrapIT.assertUniform401(live.redeem(api));
        assertThat(api.put(study.accessCodePath(study.monitor)).errorCode()).isEqualTo("ORS_400_04");
        assertThat(api.get(study.subjectPath() + "/devices").body()).doesNotContain(study.monitor);
        assertThat(database.rows(
                        "SELECT access_id FROM bootstrap_credential WHERE access_id = '" + live.accessId() + "'"))
                .isEmpty();
        assertThat(records(api, study, "inventoryId=" + study.monitor + "&action=TAKE_BACK_ITEM"))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.getString("subjectId")).isEqualTo(study.subjectId);
                    assertThat(record.getString("stateBefore")).contains(study.subjectId);
                    assertThat(record).doesNotContainKey("stateAfter");
                    assertThat(record.getString("reference")).isEqualTo(answer.header("X-Request-Id"));
                });
        var ended = records(api, study, "inventoryId=" + study.monitor + "&action=DEREGISTER_DEVICE")
                .get(0);
        assertThat(ended.getString("deviceId")).isEqualTo(live.id());
        assertThat(ended.getString("stateBefore")).isEqualTo("AwaitingBootstrap " + live.accessId());
        assertThat(ended.getString("stateAfter")).isEqualTo("NotRegistered");

        int recorded = records(api, study, "limit=1000").size();
        api.put(study.path() + "/study-data", study.takenBack(study.monitor));
        assertThat(records(api, study, "limit=1000")).hasSize(recorded + 2);
        api.put(study.path() + "/study-data", study.dispensation(study.subjectId, study.monitor));
        BootstrapIT.assertUniform401(live.redeem(api));
        assertThat(Pair.registered(api, study).id()).isNotEqualTo(live.id());
    }

    @Test
    void whatWasBroughtOverIsTakenBackTooWhetherItWasDispensedOrNot(Api api) {
        var study = SampleStudy.in(api);
        api.put(
                study.path() + "/study-data",
                "{\"registrations\":[{\"inventoryId\":\"" + study.undispensed + "\",\"deviceId\":\"" + SampleStudy.id()
                        + "\"}]}");
        for (var item : List.of(study.undispensed, study.scaleWithoutVendor)) {
            api.put(study.path() + "/study-data", study.takenBack(item));
            assertThat(records(api, study, "inventoryId=" + item).get(0).getString("stateBefore"))
                    .isIn("NoPair", "{\"inventoryId\":\"" + item + "\",\"subjectId\":\"" + study.subjectId + "\"}");
        }
        assertThat(api.get(study.path() + "/study-data").json().getJsonArray("registrations"))
                .isEmpty();
    }

    @Test
    void aDryRunSaysWhatWouldChangeAndChangesNothing(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);
        var before = TablesState.of(database);
        var document = study.takenBack(study.monitor)
                .replace(
                        "{\"disp",
                        "{\"title\":\"New\",\"subjects\":[{\"subjectId\":\"" + SampleStudy.id() + "\"}],\"disp");

        var answer = api.put(study.path() + "/study-data?dryRun=true", document);

        assertThat(TablesState.of(database)).isEqualTo(before);
        var result = answer.json().getJsonObject("result");
        assertThat(result.toString())
                .startsWith("{\"kitTypes\":0,\"subjects\":1,\"inventory\":0,\"dispensations\":1,\"registrations\":1,"
                        + "\"sites\":0,");
        assertThat(result.getJsonArray("changes").getValuesAs(JsonObject.class))
                .extracting(change -> change.getString("action"))
                .containsExactly("IMPORT_STUDY_DATA", "IMPORT_SUBJECT", "DEREGISTER_DEVICE", "TAKE_BACK_ITEM");
        assertThat(result.getJsonArray("changes").getJsonObject(2).getString("stateBefore"))
                .isEqualTo("AwaitingBootstrap " + pair.accessId());
        assertThat(records(api, study, "limit=1000").get(0).getString("action")).isEqualTo("PREVIEW_STUDY_DATA");
        assertThat(records(api, study, "action=IMPORT_STUDY_DATA")).hasSize(1);
        assertThat(pair.redeem(api).status()).isEqualTo(200);

        var same = api.put(study.path() + "/study-data?dryRun=true", study.document(true));
        assertThat(same.json().getJsonObject("result").getJsonArray("changes")).isEmpty();
        assertThat(api.put(study.path() + "/study-data?dryRun=false", document).body())
                .doesNotContain("changes");
        assertThat(api.put(study.accessCodePath(study.monitor)).errorCode()).isEqualTo("ORS_400_04");
    }

    @Test
    void aDryRunOfANewStudyMakesNone(Api api) {
        var study = new SampleStudy("test");
        var answer = api.put(study.path() + "/study-data?dryRun=true", study.document(true));
        assertThat(answer.json().getJsonObject("result").getInt("inventory")).isEqualTo(7);
        assertThat(api.get(study.path() + "/study-data").errorCode()).isEqualTo("ORS_404_01");
        assertThat(api.get("/v1.0/audit?action=PREVIEW_STUDY_DATA&limit=1000").body())
                .contains(answer.header("X-Request-Id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dryRun=yes", "dryRun=", "dryRun=True", "dryrun=true", "dryRun=true&dryRun=true", "x=1"})
    void aParameterThatIsNotUnderstoodImportsNothing(String query, Api api) {
        var study = new SampleStudy("active");
        assertThat(api.put(study.path() + "/study-data?" + query, study.document(true))
                        .errorCode())
                .isEqualTo("ORS_400_01");
        assertThat(api.get(study.path() + "/study-data").errorCode()).isEqualTo("ORS_404_01");
    }

    @Test
    void aDryRunIsRefusedForWhatAnImportIs(Api api) {
        var study = SampleStudy.in(api);
        for (var document : List.of("{\"title\": 1}", study.takenBack(SampleStudy.id()), "[]")) {
            var trial = api.put(study.path() + "/study-data?dryRun=true", document);
            assertThat(trial.errorCode()).isEqualTo("ORS_400_01");
            assertThat(api.put(study.path() + "/study-data", document).json().getValue("/errorData/errorMessage"))
                    .isEqualTo(trial.json().getValue("/errorData/errorMessage"));
        }
        assertThat(records(api, study, "action=PREVIEW_STUDY_DATA&outcome=Refused"))
                .hasSize(3);
    }

    @Test
    void whatIsStoredCanBeImportedAgain(Api api) {
        var study = SampleStudy.in(api);
        Pair.registered(api, study);
        api.put(
                study.path() + "/study-data",
                "{\"deviceService\":{\"connector\":\"remote\",\"url\":\"https://mhealth.example.org\","
                        + "\"userName\":\"ors\",\"password\":\"canary-17\",\"mHealthStudyId\":\"7\","
                        + "\"changeReasonRequired\":true}}");

        var stored = api.get(study.path() + "/study-data");
        assertThat(stored.header("Content-Type")).startsWith("application/json");
        assertThat(stored.header("Cache-Control")).isEqualTo("no-store");
        assertThat(stored.body()).doesNotContain("canary-17", "password");
        assertThat(stored.json().getJsonArray("registrations")).hasSize(2);

        var copy = "/v1.0/studies/" + study.studyId + "/training/study-data";
        assertThat(api.put(copy, stored.body()).status()).isEqualTo(200);
        assertThat(api.get(copy).body()).isEqualTo(stored.body());
        int recorded = records(api, study, "limit=1000").size();
        assertThat(api.put(study.path() + "/study-data", stored.body()).status())
                .isEqualTo(200);
        assertThat(records(api, study, "limit=1000")).hasSize(recorded + 2);
        assertThat(records(api, study, "action=IMPORT_STUDY_DATA").get(0).getString("stateAfter"))
                .contains("\"password\":\"kept\"");
        assertThat(records(api, study, "action=EXPORT_STUDY_DATA")).hasSize(1);
    }

    @Test
    void onlyWhoMayImportMayExport(Api api) {
        var study = SampleStudy.in(api);
        assertThat(api.withGroups("DeviceActionsGet", "DeviceActionsPost", "AuditGet")
                        .get(study.path() + "/study-data")
                        .errorCode())
                .isEqualTo("ORS_403_01");
        assertThat(api.withGroups("StudyDataPut@" + study.studyId + "/active")
                        .get(study.path() + "/study-data")
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/v1.0/studies/no-uuid/active/study-data").errorCode())
                .isEqualTo("ORS_404_01");
    }

    @Test
    void aReasonStaysDemandedThoughALaterDocumentDoesNotNameIt(Api api) {
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        api.put(
                study.path() + "/study-data",
                study.document(true).replace("\"built-in\",", "\"built-in\", \"changeReasonRequired\": true,"));
        api.put(study.path() + "/study-data", study.document(true));
        assertThat(api.put(study.accessCodePath(study.monitor)).errorCode()).isEqualTo("ORS_400_01");
    }

    /** Of three that have sent a half of their bodies, one is refused: it need not send the rest. */
    @Test
    void aNodeTakesTwoDocumentsAtOnce(Api api) throws IOException {
        var study = SampleStudy.in(api);
        var request = RawHttp.request(
                "PUT",
                Api.BASE + study.path() + "/study-data",
                "Bearer " + api.tokens().with("StudyDataPut"),
                study.document(true).getBytes(StandardCharsets.UTF_8));
        int half = request.length - study.document(true).length() / 2;
        var port = api.server().uri("/").getPort();
        var callers = new ArrayList<RawHttp>();
        try {
            for (int i = 0; i < 3; i++) {
                callers.add(new RawHttp(port, Duration.ofMillis(500)));
                callers.get(i).send(Arrays.copyOf(request, half));
            }
            var refused = firstAnswer(callers);
            assertThat(refused.status()).as(refused.body()).isEqualTo(503);
            assertThat(refused.member("errorCode")).isEqualTo("ORS_503_02");
            assertThat(refused.header("Retry-After")).isNotNull();
            for (var caller : List.copyOf(callers)) {
                caller.send(Arrays.copyOfRange(request, half, request.length));
                assertThat(firstAnswer(List.of(caller)).status()).isEqualTo(200);
            }
        } finally {
            for (var caller : callers) {
                caller.close();
            }
        }
        assertThat(api.put(study.path() + "/study-data", study.document(true)).status())
                .isEqualTo(200);
    }

    /** Whoever takes an export slowly holds its place, and no more than that. */
    @Test
    void aNodeSendsTwoExportsAtOnce(Api api, Database database) throws IOException, InterruptedException, SQLException {
        var study = SampleStudy.in(api);
        addSites(database, study);
        var request = HttpRequest.newBuilder(api.server().uri(Api.BASE + study.path() + "/study-data"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + api.tokens().with("StudyDataPut"))
                .build();
        try (var first = export(request).body();
                var second = export(request).body()) {
            var refused = api.get(study.path() + "/study-data");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.errorCode()).isEqualTo("ORS_503_02");
            assertThat(refused.header("Retry-After")).isNotNull();
            first.readAllBytes();
            int status = statusOf(request);
            for (var deadline = Instant.now().plusSeconds(30);
                    status == 503 && Instant.now().isBefore(deadline);
                    status = statusOf(request)) {
                Thread.sleep(100);
            }
            assertThat(status).isEqualTo(200);
            assertThat(second.read()).isEqualTo('{');
        }
    }

    /** An export of some 10 MB. */
    private static void addSites(Database database, SampleStudy study) throws SQLException {
        var digit = "(VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))";
        database.update("INSERT INTO site (study_id, mode, site_id, name) SELECT m.study_id, m.mode,"
                + " CAST(a.n + 10 * b.n + 100 * c.n + 1000 * d.n + 10000 * e.n AS VARCHAR(10)), REPEAT('n', 200) FROM study_mode m"
                + " CROSS JOIN " + digit + " a (n) CROSS JOIN " + digit + " b (n) CROSS JOIN " + digit
                + " c (n) CROSS JOIN " + digit
                + " d (n) CROSS JOIN (VALUES (0), (1), (2), (3)) e (n) WHERE m.study_id = '"
                + Identifier.of(study.studyId) + "' AND m.mode = '" + study.mode + "'");
    }

    /** Of which nothing is read but the headers. */
    private static HttpResponse<InputStream> export(HttpRequest request) throws IOException, InterruptedException {
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    private static int statusOf(HttpRequest request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    /** The first answer that one of them gets; its connection is closed and left out. */
    private static RawHttp.Reply firstAnswer(List<RawHttp> callers) throws IOException {
        for (var deadline = Instant.now().plusSeconds(30); Instant.now().isBefore(deadline); ) {
            for (var caller : callers) {
                try {
                    var answer = caller.receive();
                    if (callers.size() > 1) {
                        callers.remove(caller);
                        caller.close();
                    }
                    return answer;
                } catch (SocketTimeoutException noneYet) {
                    continue;
                }
            }
        }
        throw new AssertionError("none was answered");
    }

    @Test
    void namesUnknownReferencesAndChangesNothing(Api api) {
        var study = SampleStudy.in(api);
        var answer = api.put(
                study.path() + "/study-data",
                "{\"dispensations\":[{\"subjectId\":\"" + study.subjectId + "\",\"inventoryId\":\""
                        + study.undispensed + "\"},{\"subjectId\":\"" + SampleStudy.id() + "\",\"inventoryId\":\""
                        + study.monitor + "\"}]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("[{\"path\":\"/dispensations/1/subjectId\",\"message\":\"is not known\"}]");
        assertThat(api.put(study.accessCodePath(study.undispensed)).errorCode()).isEqualTo("ORS_400_04");
    }

    /** The first item is not imported because the second is wrong; its dispensation is not named as a problem, too. */
    @Test
    void namesAProblemButNotWhatFollowsFromIt(Api api) {
        var study = SampleStudy.in(api);
        var item = SampleStudy.id();
        var answer = api.put(
                study.path() + "/study-data",
                "{\"inventory\":[{\"inventoryId\":\"" + item + "\",\"kitTypeId\":\"BPM\"},{\"inventoryId\":\""
                        + SampleStudy.id() + "\",\"kitTypeId\":\"NOPE\"}],\"dispensations\":[{\"subjectId\":\""
                        + study.subjectId + "\",\"inventoryId\":\"" + item + "\"}]}");

        assertThat(answer.errorCode()).isEqualTo("ORS_400_01");
        assertThat(answer.body()).contains("[{\"path\":\"/inventory/1/kitTypeId\",\"message\":\"is not known\"}]");
    }

    @Test
    void keepsTheLongestPassword(Api api) {
        var document = "{\"deviceService\":{\"connector\":\"remote\",\"url\":\"https://mhealth.example.org\","
                + "\"userName\":\"ors\",\"password\":\"" + "\uD83D\uDE00".repeat(200)
                + "\",\"mHealthStudyId\":\"1\"}}";
        var answer = api.put(SampleStudy.in(api).path() + "/study-data", document);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    /** Contract, section 1: 401, mode, 403, syntax, 404. */
    @Test
    void refusesInTheOrderOfTheContract(Api api) {
        var stranger = api.withGroups("AuditGet");
        assertThat(importing(api.as(null), "x", "nomode", "{").errorCode()).isEqualTo("ORS_401_01");
        assertThat(importing(stranger, "x", "nomode", "{").body()).contains("\"parameter\":\"mode\"");
        assertThat(importing(stranger, "x", "active", "{").errorCode()).isEqualTo("ORS_403_01");
        assertThat(importing(api, "x", "active", "{").errorCode()).isEqualTo("ORS_400_01");
        assertThat(importing(api, "x", "active", "{\"version\":\"x\"}").errorCode())
                .isEqualTo("ORS_400_01");
        assertThat(importing(api, "x", "active", "{}").errorCode()).isEqualTo("ORS_404_01");
    }

    private static Answer importing(Api api, String studyId, String mode, String body) {
        return api.put("/v1.0/studies/" + studyId + "/" + mode + "/study-data", body);
    }

    @Test
    void reportsAHundredProblems(Api api) {
        var subjects =
                IntStream.range(0, 150).mapToObj(i -> "{\"subjectId\":\"x\"}").collect(Collectors.joining(","));
        var answer = api.put(new SampleStudy("test").path() + "/study-data", "{\"subjects\":[" + subjects + "]}");

        assertThat(answer.errorCode()).isEqualTo("ORS_400_01");
        assertThat(answer.json()
                        .getJsonObject("errorData")
                        .getJsonObject("details")
                        .getJsonArray("problems"))
                .hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}x",
                "{}{}",
                "{\"version\":1}",
                "{\"version\":1.5}",
                "{\"version\":99999999999}",
                "{\"version\":\"1\",\"version\":\"2\"}",
                "{\"title\":\"\\u0000\"}",
                "{\"title\":\"\\ud800\"}",
                "{\"unknown\":1}",
                "{\"subjects\":{}}",
                "{\"subjects\":[1]}",
                "{\"subjects\":[{}]}",
                "{'title':'x'}",
                "\uFEFF{}"
            })
    void refusesWhatIsNotStrictJson(String body, Api api) {
        var answer = api.put(new SampleStudy("test").path() + "/study-data", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("ORS_400_01");
    }

    @Test
    void refusesDeepNestingAndBadUtf8(Api api) {
        var path = new SampleStudy("test").path() + "/study-data";
        var deep = "{\"title\":" + "[".repeat(3_000) + "]".repeat(3_000) + "}";
        assertThat(api.put(path, deep).errorCode()).isEqualTo("ORS_400_01");
        var bad = new byte[] {'{', '"', 't', 'i', 't', 'l', 'e', '"', ':', '"', (byte) 0xC0, (byte) 0xAF, '"', '}'};
        var answer = api.send(
                "PUT",
                path,
                request -> request.header("Content-Type", "application/json").PUT(BodyPublishers.ofByteArray(bad)));
        assertThat(answer.errorCode()).isEqualTo("ORS_400_01");
    }

    @Test
    void refusesABodyBeyondTheLimit(Api api) {
        var study = SampleStudy.in(api);
        var answer = api.post(study.subjectPath() + "/register-device", "{\"x\":\"" + "x".repeat(9_000) + "\"}");
        assertThat(answer.errorCode()).isEqualTo("ORS_413_01");
    }

    @Test
    void takesALargeStudy(Api api) {
        int devices = Scale.of(10_000, 20_000, 100_000);
        var study = new SampleStudy("active");
        var ids =
                IntStream.range(0, devices).mapToObj(i -> "%032X".formatted(i)).toList();
        var document = "{\"version\":\"1\",\"kitTypes\":[{\"kitTypeId\":\"K\",\"deviceType\":\"Other\"}],\"subjects\":["
                + ids.stream().map(id -> "{\"subjectId\":\"" + id + "\"}").collect(Collectors.joining(","))
                + "],\"inventory\":["
                + ids.stream()
                        .map(id -> "{\"inventoryId\":\"" + id + "\",\"kitTypeId\":\"K\"}")
                        .collect(Collectors.joining(","))
                + "],\"dispensations\":["
                + ids.stream()
                        .map(id -> "{\"subjectId\":\"" + id + "\",\"inventoryId\":\"" + id + "\"}")
                        .collect(Collectors.joining(","))
                + "]}";

        var answer = api.put(study.path() + "/study-data", document);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("\"dispensations\":" + devices);
        var stored =
                new JsonMapper().readTree(api.get(study.path() + "/study-data").body());
        assertThat(ids(stored, "subjects", "subjectId")).isEqualTo(ids);
        assertThat(ids(stored, "dispensations", "inventoryId")).isEqualTo(ids);
    }

    /** By Jackson: JSON-P's provider for the tests reads no document of that size. */
    private static List<String> ids(JsonNode document, String list, String name) {
        return document.path(list)
                .valueStream()
                .map(row -> row.path(name).asString())
                .sorted()
                .toList();
    }
}
