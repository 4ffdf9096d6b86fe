package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET …/audit}: what is read of the trail, by whom, and in which form. */
@ExtendWith(RunningService.class)
class AuditReadingIT {

    private static final Set<String> OF_AN_OBJECT =
            Set.of("IMPORT_KIT_TYPE", "IMPORT_SUBJECT", "IMPORT_ITEM", "DISPENSE_ITEM", "IMPORT_REGISTRATION");
    private static final String CSV = "text/csv";
    private static final String FHIR = "application/fhir+ndjson";

    @Test
    void showsARecreationWithAllThatIsKnownOfIt(Api api) {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);
        var answer = api.send(
                "PUT",
                study.accessCodePath(study.monitor),
                request -> request.header("X-Change-Reason", "The phone was lost"));

        var record = records(api, study, "action=RECREATE_ACCESS_CODE").get(0);

        assertThat(record.getString("occurredAt")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(without(record, "id", "occurredAt", "sequence"))
                .isEqualTo("{\"action\":\"RECREATE_ACCESS_CODE\",\"outcome\":\"Success\",\"studyId\":\"" + study.studyId
                        + "\",\"mode\":\"active\",\"subjectId\":\"" + study.subjectId + "\",\"inventoryId\":\""
                        + study.monitor + "\",\"deviceId\":\"" + pair.id() + "\",\"actorIssuer\":\"" + Tokens.ISSUER
                        + "\",\"actor\":\"nurse-17\",\"actorRight\":\"DeviceActionsPost\",\"stateBefore\":\""
                        + "AwaitingBootstrap " + pair.accessId() + "\",\"stateAfter\":\"AwaitingBootstrap "
                        + Pair.of(answer).accessId()
                        + "\",\"changeReason\":\"The phone was lost\",\"peerAddress\":\"127.0.0.1\",\"reference\":\""
                        + answer.header("X-Request-Id") + "\"}");
    }

    @Test
    void readsOnlyWhatEachFilterLetsThrough(Api api) {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);
        api.put(study.accessCodePath(study.othersMonitor));
        api.as(api.tokens()
                        .signed(api.tokens()
                                .claims("DeviceActionsGet")
                                .subject("monitor, \"Anna\"")
                                .build()))
                .get(study.path() + "/subjects/" + study.otherSubjectId + "/devices");
        pair.redeem(api);

        assertThat(actions(api, study, "outcome=Refused")).containsExactly("RECREATE_ACCESS_CODE");
        assertThat(actions(api, study, "inventoryId=" + study.othersMonitor)).containsExactly("RECREATE_ACCESS_CODE");
        assertThat(actions(api, study, "subjectId=" + study.otherSubjectId.toLowerCase()))
                .containsExactly("LIST_DEVICES");
        assertThat(actions(api, study, "actor=" + encoded("monitor, \"Anna\""))).containsExactly("LIST_DEVICES");
        assertThat(actions(api, study, "actor=" + pair.accessId())).containsExactly("BOOTSTRAP_DEVICE");
        assertThat(actions(api, study, "actor=nurse")).isEmpty();
        assertThat(actions(api, study, "action=REGISTER_DEVICE")).containsExactly("REGISTER_DEVICE");
        assertThat(actions(api, study, "action=RECREATE_ACCESS_CODE&outcome=Success"))
                .isEmpty();
        assertThat(actions(api, study, "outcome=Failed")).isEmpty();
    }

    @Test
    void callersWhoDifferByWhatNobodySeesAreTwoActors(Api api) {
        var study = SampleStudy.in(api);
        var callers = List.of("n 1", "n\u00A01", "n\u200B1", "n\u202E1", "n\u00011", "n\u00021", "n1", "n\uFFFD1");
        for (var caller : callers) {
            var token = api.tokens()
                    .signed(api.tokens()
                            .claims("DeviceActionsGet")
                            .subject(caller)
                            .build());
            assertThat(api.as(token).get(study.subjectPath() + "/devices").status())
                    .isEqualTo(200);
        }
        for (var caller : callers) {
            assertThat(records(api, study, "actor=" + encoded(caller)))
                    .as(caller)
                    .extracting(record -> record.getString("actor"))
                    .containsExactly(caller);
        }
        assertThat(api.get(study.path() + "/audit").body()).contains("\"n\\u200B1\"", "\"n\\u00A01\"", "\"n\\u202E1\"");
        assertThat(get(api, study, CSV, "").body()).contains("\"n\\u200B1\"", "\"n\\u00011\"");
        assertThat(get(api, study, FHIR, "").body()).contains("\"n\\u200B1\"");
    }

    @Test
    void readsAndExportsAreRecordedThemselves(Api api) {
        var study = SampleStudy.in(api);
        api.get(study.path() + "/audit?subjectId=" + study.subjectId);
        get(api, study, CSV, "");
        get(api, study, FHIR, "");
        get(api.withGroups("DeviceActionsGet"), study, CSV, "");
        get(api, study, CSV, "limit=1");

        assertThat(records(api, study, "subjectId=" + study.subjectId))
                .extracting(record -> record.getString("action"))
                .containsExactly("READ_AUDIT");
        assertThat(records(api, study, ""))
                .extracting(record -> record.getString("action") + " " + record.getString("outcome"))
                .containsExactly(
                        "READ_AUDIT Success",
                        "EXPORT_AUDIT Refused",
                        "EXPORT_AUDIT Refused",
                        "EXPORT_AUDIT Success",
                        "EXPORT_AUDIT Success",
                        "READ_AUDIT Success",
                        "IMPORT_STUDY_DATA Success");
    }

    /** JAX-RS takes them for the same path; so does the trail, or somebody could keep out of it. */
    @Test
    void anotherSpellingOfAPathIsRecordedAsTheSameOperation(Api api) {
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        var path = study.accessCodePath(study.monitor);
        for (var spelt : List.of(
                path.replace("?", "/?"),
                path.replace("/active/", "/%61ctive/"),
                path.replace("/active/", "/active;x=1/"),
                path.replace(
                        study.studyId, "%" + Integer.toHexString(study.studyId.charAt(0)) + study.studyId.substring(1)),
                path.replace("?", ";x/?"))) {
            var answer = api.send("PUT", spelt, request -> request.header("X-Change-Reason", "lost"));
            assertThat(answer.status()).as(spelt).isEqualTo(200);
        }
        api.send("HEAD", study.path() + "/audit", request -> request.header("Accept", CSV));

        assertThat(records(api, study, "action=RECREATE_ACCESS_CODE"))
                .hasSize(5)
                .allSatisfy(
                        record -> assertThat(record.getString("changeReason")).isEqualTo("lost"))
                .allSatisfy(
                        record -> assertThat(record.getString("inventoryId")).isEqualTo(study.monitor));
        assertThat(actions(api, study, "action=EXPORT_AUDIT")).hasSize(1);
    }

    @Test
    void pagesThroughTiesWithoutALossOrARepetition(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        var trail = new Trail(database, study);
        var ids = new ArrayList<String>();
        for (int i = 0; i < 25; i++) {
            ids.add(trail.add(i / 10));
        }

        var read = allPages(api, study, Trail.UNTIL + "&limit=4");

        assertThat(read).hasSize(25);
        assertThat(new HashSet<>(read)).hasSize(25);
        assertThat(read).extracting(record -> record.getString("id")).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(read)
                .extracting(record -> record.getString("occurredAt") + record.getString("id"))
                .isSortedAccordingTo((one, other) -> other.compareTo(one));
    }

    /** Kit types with 20 long URNs: a record has two states of 5,000 characters. */
    @Test
    void aPageOfLongRecordsHasFewerThanItsLimitAndTheNextOneGoesOn(Api api) {
        var study = SampleStudy.in(api);
        var urns = IntStream.range(0, 20)
                .mapToObj(i -> "\"urn:" + "n".repeat(32) + ":" + "x".repeat(200) + "\"")
                .collect(Collectors.joining(","));
        for (var description : List.of("first", "second")) {
            var kits = IntStream.range(0, 200)
                    .mapToObj(i -> "{\"kitTypeId\":\"K" + i + "\",\"deviceType\":\"Other\",\"description\":\""
                            + description + "\",\"deviceModelUrns\":[" + urns + "]}")
                    .collect(Collectors.joining(","));
            assertThat(api.put(study.path() + "/study-data", "{\"kitTypes\":[" + kits + "]}")
                            .status())
                    .isEqualTo(200);
        }
        var ofKitTypes = "action=IMPORT_KIT_TYPE&limit=1000";

        var first = api.get(study.path() + "/audit?" + ofKitTypes);
        assertThat(first.body()).hasSizeBetween(900_000, 1_200_000);
        assertThat(first.json()).containsKey("next");
        assertThat(allPages(api, study, ofKitTypes))
                .hasSize(404)
                .extracting(record -> record.getString("id"))
                .doesNotHaveDuplicates();
        assertThat(get(api, study, CSV, "action=IMPORT_KIT_TYPE").body().split("\r\n"))
                .hasSize(405);
    }

    @Test
    void takesFromInclusiveAndToExclusive(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        var trail = new Trail(database, study);
        for (int millis = 1; millis <= 3; millis++) {
            trail.add(millis);
        }
        assertThat(times(api, study, "from=2026-01-01T00:00:00.002Z&to=2026-01-02T00:00:00Z"))
                .containsExactly("2026-01-01T00:00:00.003Z", "2026-01-01T00:00:00.002Z");
        assertThat(times(api, study, "to=2026-01-01T00:00:00.002Z")).containsExactly("2026-01-01T00:00:00.001Z");
        assertThat(times(api, study, "from=2026-01-01T00:00:00.002Z&to=2026-01-01T00:00:00.002Z"))
                .isEmpty();
        assertThat(times(api, study, "from=2025-12-31T19:00:00.003-05:00&to=2026-01-02T00:00:00Z"))
                .containsExactly("2026-01-01T00:00:00.003Z");
    }

    @Test
    void givesJsonToWhoeverDoesNotSay(Api api) {
        var study = SampleStudy.in(api);
        assertThat(api.get(study.path() + "/audit").isOf("application/json")).isTrue();
        for (var accept : List.of(
                "*/*",
                "application/*",
                "text/html,application/xhtml+xml,*/*;q=0.8",
                "text/csv;q=0.5,application/json")) {
            assertThat(get(api, study, accept, "").isOf("application/json"))
                    .as(accept)
                    .isTrue();
        }
        assertThat(get(api, study, "text/*", "").header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(get(api, study, FHIR, "").header("Content-Type")).isEqualTo(FHIR);
        for (var accept : List.of("text/html", "application/xml", "application/fhir+json")) {
            assertThat(get(api, study, accept, "").errorCode()).as(accept).isEqualTo("ORS_406_01");
        }
    }

    @Test
    void exportsTheSameRecordsInEachForm(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        new Trail(database, study).fill(2_345);

        var json = allPages(api, study, Trail.UNTIL + "&limit=1000").stream()
                .map(record -> record.getString("id"))
                .toList();
        var csv = get(api, study, CSV, Trail.UNTIL).body().split("\r\n");
        var fhir = get(api, study, FHIR, Trail.UNTIL).body().split("\n");

        assertThat(new HashSet<>(json)).hasSize(2_345);
        assertThat(csv[0]).startsWith("id,occurredAt,action,").endsWith(",reference,connectorCall,sequence");
        assertThat(List.of(csv).subList(1, csv.length))
                .extracting(line -> line.substring(0, 32))
                .isEqualTo(json);
        assertThat(fhir)
                .extracting(line -> new Answer(200, null, line).json().getString("id"))
                .isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({
        "subjectId=1,subjectId",
        "inventoryId=,inventoryId",
        "actor=,actor",
        "actor=a%00b,actor",
        "action=RECREATE,action",
        "action=recreate_access_code,action",
        "outcome=success,outcome",
        "from=2026-01-01,from",
        "from=yesterday,from",
        "to=%2B1000000000-12-31T23:59:59.999999999Z,to",
        "to=-1000000000-01-01T00:00:00Z,to",
        "to=0000-12-31T23:59:59Z,to",
        "from=2026-01-01T00:00:00Z&from=2026-01-01T00:00:00Z,from",
        "limit=0,limit",
        "limit=1001,limit",
        "limit=-1,limit",
        "limit=x,limit",
        "before=,before",
        "before=x,before",
        "before=f_________8AAAAAAAAAAAAAAAAAAAAA,before",
        "before=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA,before",
        "subject=1,subject",
        "x%0Ay=1,x\uFFFDy"
    })
    void namesTheParameterThatIsWrong(String query, String parameter, Api api) {
        var study = SampleStudy.in(api);
        var answer = api.get(study.path() + "/audit?" + query);
        assertThat(answer.errorCode()).as(answer.body()).isEqualTo("ORS_400_01");
        assertThat(answer.json()
                        .getJsonObject("errorData")
                        .getJsonObject("details")
                        .getString("parameter"))
                .isEqualTo(parameter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/verification?x=1", "/archive?tosequence=9", "/archive?toSequence=1&toSequence=2"})
    void aParameterThatIsNotKnownOrTwiceIsNotPassedOver(String query, Api api) {
        assertThat(api.get(SampleStudy.in(api).path() + "/audit" + query).errorCode())
                .isEqualTo("ORS_400_01");
        assertThat(api.get("/v1.0/audit" + query).errorCode()).isEqualTo("ORS_400_01");
    }

    /** Whoever may change study data, but not read the trail, must not hide it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theTrailOfAStudyWithoutAVersionStaysReadable(boolean hadAVersion, Api api) {
        var study = hadAVersion ? SampleStudy.in(api) : new SampleStudy("active");
        assertThat(api.put(study.path() + "/study-data", "{\"title\":\"x\",\"version\":null}")
                        .status())
                .isEqualTo(200);
        assertThat(api.put(study.accessCodePath(study.monitor)).errorCode()).isEqualTo("ORS_404_01");
        var imports = Collections.nCopies(hadAVersion ? 2 : 1, "IMPORT_STUDY_DATA");
        assertThat(actions(api, study, "action=IMPORT_STUDY_DATA")).isEqualTo(imports);
        assertThat(actions(api, study, "action=RECREATE_ACCESS_CODE")).hasSize(1);
        for (var accept : List.of(CSV, FHIR)) {
            assertThat(get(api, study, accept, "").body()).contains("IMPORT_STUDY_DATA", "RECREATE_ACCESS_CODE");
        }
        assertThat(api.get(study.path() + "/audit/verification").json().getBoolean("valid"))
                .isTrue();
        assertThat(api.get(study.path() + "/audit/archive").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {CSV, FHIR})
    void anExportHasNoPages(String accept, Api api) {
        var study = SampleStudy.in(api);
        assertThat(get(api, study, accept, "limit=10").errorCode()).isEqualTo("ORS_400_01");
        assertThat(get(api, study, accept, "before=x").errorCode()).isEqualTo("ORS_400_01");
        assertThat(get(api, study, accept, "outcome=x").errorCode()).isEqualTo("ORS_400_01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", CSV, FHIR})
    void refusesInThePublishedOrder(String accept, Api api) {
        var study = SampleStudy.in(api);
        var unknown = new SampleStudy("active");
        assertThat(get(api.as(null), unknown, accept, "from=x").errorCode()).isEqualTo("ORS_401_01");
        assertThat(get(api.withGroups("DeviceActionsGet"), new SampleStudy("actived"), accept, "from=x")
                        .errorCode())
                .isEqualTo("ORS_400_01");
        assertThat(get(api.withGroups("DeviceActionsGet"), unknown, accept, "from=x")
                        .errorCode())
                .isEqualTo("ORS_403_01");
        assertThat(get(api, unknown, accept, "from=x").errorCode()).isEqualTo("ORS_400_01");
        assertThat(get(api, unknown, accept, "").errorCode()).isEqualTo("ORS_404_01");
        assertThat(api.send("GET", "/v1.0/studies/x/active/audit", request -> request.header("Accept", accept))
                        .errorCode())
                .isEqualTo("ORS_404_01");
        assertThat(api.send(
                                "GET",
                                "/v1.0/studies/" + study.studyId + "/test/audit",
                                request -> request.header("Accept", accept))
                        .errorCode())
                .isEqualTo("ORS_404_01");
        var right = "AuditGet@" + study.studyId + "/active";
        assertThat(get(api.withGroups(right), study, accept, "").status()).isEqualTo(200);
        assertThat(get(api.withGroups(right), unknown, accept, "").errorCode()).isEqualTo("ORS_403_01");
    }

    @Test
    void showsNothingOfAnotherStudyOrMode(Api api) {
        var study = SampleStudy.in(api);
        var other = SampleStudy.in(api);
        other.registerMonitor(api);
        assertThat(actions(api, study, "")).containsExactly("IMPORT_STUDY_DATA");
        var answers = List.of(get(api, study, CSV, ""), get(api, study, FHIR, ""), api.get(study.path() + "/audit"));
        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.body()).contains(study.studyId).doesNotContain(other.studyId));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String without(JsonObject record, String... names) {
        var rest = Json.createObjectBuilder(record);
        List.of(names).forEach(rest::remove);
        return rest.build().toString();
    }

    private static List<String> actions(Api api, SampleStudy study, String query) {
        return records(api, study, query).stream()
                .map(record -> record.getString("action"))
                .toList();
    }

    private static List<String> times(Api api, SampleStudy study, String query) {
        return records(api, study, query).stream()
                .map(record -> record.getString("occurredAt"))
                .toList();
    }

    /** Without those of the objects that the import of the study made. */
    private static List<JsonObject> records(Api api, SampleStudy study, String query) {
        return page(api, study, query).getJsonArray("records").getValuesAs(JsonObject.class).stream()
                .filter(record -> !OF_AN_OBJECT.contains(record.getString("action")))
                .toList();
    }

    private static List<JsonObject> allPages(Api api, SampleStudy study, String query) {
        var read = new ArrayList<JsonObject>();
        var older = "";
        do {
            var page = page(api, study, query + older);
            read.addAll(page.getJsonArray("records").getValuesAs(JsonObject.class));
            older = page.containsKey("next") ? "&before=" + page.getString("next") : null;
        } while (older != null);
        return read;
    }

    private static JsonObject page(Api api, SampleStudy study, String query) {
        var answer = api.get(study.path() + "/audit?" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static Answer get(Api api, SampleStudy study, String accept, String query) {
        return api.send("GET", study.path() + "/audit?" + query, request -> request.header("Accept", accept));
    }
}
