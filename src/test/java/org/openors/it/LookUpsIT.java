package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.identity.Identifier;

/** {@code GET /studies}, {@code GET …/subjects} and {@code GET …/devices} (contract, section 6), and sites in study data. */
@ExtendWith(RunningService.class)
class LookUpsIT {

    private static final String SITES = """
            {"sites": [{"siteId": "siteA", "name": "University Hospital", "timeZone": "Europe/Zurich", "language": "de"},
                       {"siteId": "siteB"}],
             "deviceService": {"connector": "built-in", "iotBaseUrl": "https://iot.example.org", "changeReasonRequired": true,
                               "bootstrapLink": "https://app.example.org/#a={accessId}&o={otp}"}}
            """;

    @Test
    void listsTheStudiesAndModesInWhichTheCallerHasAnyRight(Api api) {
        var study = SampleStudy.in(api);
        api.put(study.path() + "/study-data", SITES);
        SampleStudy.in(api);
        var caller =
                api.withGroups("DeviceActionsGet@" + study.studyId + "/active", "AuditGet@" + study.studyId + "/*");
        assertThat(caller.get("/v1.0/studies").body())
                .isEqualTo("[{\"studyId\":\"" + study.studyId
                        + "\",\"title\":\"Hypertension at home\",\"mode\":\"active\",\"version\":\"1.0.0.1\","
                        + "\"rights\":[\"DeviceActionsGet\",\"AuditGet\"],\"sites\":[{\"siteId\":\"siteA\","
                        + "\"name\":\"University Hospital\",\"timeZone\":\"Europe/Zurich\",\"language\":\"de\","
                        + "\"rights\":[\"DeviceActionsGet\",\"AuditGet\"]},{\"siteId\":\"siteB\","
                        + "\"rights\":[\"DeviceActionsGet\",\"AuditGet\"]}],\"changeReasonRequired\":true,"
                        + "\"bootstrapLink\":\"https://app.example.org/#a={accessId}&o={otp}\"}]");
        assertThat(api.get("/v1.0/studies").body()).contains(study.studyId).hasSizeGreaterThan(1_000);
    }

    @Test
    void aStudyWithoutAVersionIsNotListed(Api api) {
        var study = new SampleStudy("test");
        api.put(study.path() + "/study-data", "{\"title\":\"x\"}");
        assertThat(api.withGroups("DeviceActionsGet@" + study.studyId + "/*")
                        .get("/v1.0/studies")
                        .body())
                .isEqualTo("[]");
    }

    @Test
    void aRightAtASiteListsThatSiteAlone(Api api) {
        var study = SampleStudy.in(api);
        api.put(study.path() + "/study-data", SITES);
        var here = "@" + study.studyId + "/active/";
        var listed = api.withGroups(
                        "DeviceActionsGet" + here + "siteA",
                        "DeviceActionsPost" + here + "siteA",
                        "DeviceActionsGet" + here + "not%20listed",
                        "StudyDataPut" + here + "siteB")
                .get("/v1.0/studies");
        assertThat(listed.body())
                .contains("\"rights\":[\"DeviceActionsPost\",\"DeviceActionsGet\"],\"sites\":[{\"siteId\":\"siteA\","
                        + "\"name\":\"University Hospital\",\"timeZone\":\"Europe/Zurich\",\"language\":\"de\","
                        + "\"rights\":[\"DeviceActionsPost\",\"DeviceActionsGet\"]},{\"siteId\":\"not listed\","
                        + "\"rights\":[\"DeviceActionsGet\"]}]")
                .doesNotContain("siteB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DeviceActionsPost", "DeviceActionsGet", "StudyDataPut", "AuditGet"})
    void anyRightListsItsStudy(String right, Api api) {
        var study = SampleStudy.in(api);
        var listed = api.withGroups(right + "@" + study.studyId + "/active").get("/v1.0/studies");
        assertThat(listed.status()).as(listed.body()).isEqualTo(200);
        assertThat(listed.body()).contains("\"studyId\":\"" + study.studyId + "\"", "\"rights\":[\"" + right + "\"]");
    }

    @Test
    void whoHasNoRightInAStudyListsNone(Api api) {
        for (var caller : List.of(api.withGroups(), api.withGroups("AuditGet@service"))) {
            assertThat(caller.get("/v1.0/studies").errorCode()).isEqualTo("ORS_403_01");
        }
    }

    @Test
    void findsASubjectByNumberIdMSubjectIdOrItem(Api api) {
        var study = SampleStudy.in(api);
        var first = "{\"subjects\":[{\"subjectId\":\"" + study.subjectId
                + "\",\"subjectNumber\":\"siteA-1\",\"siteId\":\"siteA\",\"mSubjectId\":\"MSUBJECT-001\"}]}";
        for (var text : List.of(
                "siteA-1",
                study.subjectId,
                AccessCodeIT.dashed(study.subjectId).toLowerCase(java.util.Locale.ROOT),
                "MSUBJECT-001",
                study.monitor,
                AccessCodeIT.dashed(study.monitor))) {
            assertThat(find(api, study, "search=" + text).body()).as(text).isEqualTo(first);
        }
        assertThat(numbers(find(api, study, "search=siteA-"))).containsExactly("siteA-1", "siteA-2");
        assertThat(numbers(find(api, study, ""))).containsExactly("siteA-1", "siteA-2");
        for (var text : List.of("siteA-3", "MSUBJECT", study.undispensed, SampleStudy.id(), "%25", "_", "SITEA-1")) {
            assertThat(numbers(find(api, study, "search=" + text))).as(text).isEmpty();
        }
        assertThat(numbers(find(api, study, "siteId=siteA&search=siteA-2"))).containsExactly("siteA-2");
        assertThat(numbers(find(api, study, "siteId=siteB"))).isEmpty();
    }

    /** Numbers in an order of their own, some missing, several subjects with one mSubjectId. */
    @Test
    void thePagesOfAnyCutHaveEachSubjectOnce(Api api) {
        var study = new SampleStudy("test");
        var numbers = List.of(
                "\"b-1\"", "\"b-10\"", "\"B-2\"", "\"é\"", "\"\uD83D\uDE00\"", "\"\uFFFD\"", "null", "null", "\"b-1\"");
        var subjects = IntStream.range(0, numbers.size())
                .mapToObj(i -> "{\"subjectId\":\"%s\",\"subjectNumber\":%s,\"siteId\":\"%s\",\"mSubjectId\":\"M\"}"
                        .formatted(SampleStudy.id(), numbers.get(i), i % 2 == 0 ? "one" : "t w/o"))
                .collect(Collectors.joining(","));
        api.put(study.path() + "/study-data", "{\"version\":\"1\",\"subjects\":[" + subjects + "]}");
        for (var query : List.of("", "search=M", "search=b-", "search=b-1")) {
            var all = ids(find(api, study, query));
            assertThat(all).doesNotHaveDuplicates().hasSize(query.startsWith("search=b") ? 3 : 9);
            for (int limit : List.of(1, 2, 4)) {
                assertThat(pages(api, study, query, limit)).as(query + limit).isEqualTo(all);
            }
        }
        assertThat(ids(find(api, study, "siteId=one"))).hasSize(5);
        assertThat(ids(find(api, study, "siteId=" + encoded("t w/o") + "&search=M")))
                .hasSize(4);
        var two = api.withGroups(
                "DeviceActionsGet@" + study.studyId + "/test/one",
                "DeviceActionsGet@" + study.studyId + "/*/t%20w%2Fo");
        assertThat(pages(two, study, "", 2)).isEqualTo(ids(find(api, study, "")));
    }

    /** One who is found by the whole id, and stands before those whose number begins with it. */
    @Test
    void noPageHasASubjectWhomTheTextDoesNotName(Api api) {
        var study = new SampleStudy("test");
        var item = SampleStudy.id();
        var holder = SampleStudy.id();
        var subjects = Stream.of("a-5", "a-6", "b-1", "b-2", item + "-1")
                .map(number -> "{\"subjectId\":\"%s\",\"subjectNumber\":\"%s\",\"mSubjectId\":\"%s\"}"
                        .formatted(SampleStudy.id(), number, number.equals("a-5") ? "b-" : "M"))
                .collect(Collectors.joining(","));
        api.put(
                study.path() + "/study-data",
                "{\"version\":\"1\",\"kitTypes\":[{\"kitTypeId\":\"K\",\"deviceType\":\"Other\"}],\"subjects\":["
                        + subjects
                        + ",{\"subjectId\":\"" + holder
                        + "\",\"subjectNumber\":\"!\"}],\"inventory\":[{\"inventoryId\":\""
                        + item + "\",\"kitTypeId\":\"K\"}],\"dispensations\":[{\"subjectId\":\"" + holder
                        + "\",\"inventoryId\":\"" + item + "\"}]}");
        assertThat(ids(find(api, study, "search=b-"))).hasSize(3);
        assertThat(ids(find(api, study, "search=" + item))).hasSize(2);
        for (var query : List.of("search=b-", "search=" + item)) {
            assertThat(pages(api, study, query, 1)).as(query).isEqualTo(ids(find(api, study, query)));
        }
    }

    private static List<String> pages(Api api, SampleStudy study, String query, int limit) {
        var found = new ArrayList<String>();
        var next = "";
        do {
            var page = find(api, study, query + "&limit=" + limit + next);
            assertThat(page.json().getJsonArray("subjects").size()).isLessThanOrEqualTo(limit);
            found.addAll(ids(page));
            next = page.json().containsKey("next") ? "&after=" + page.json().getString("next") : null;
        } while (next != null);
        return found;
    }

    @Test
    void aSubjectHasAThousandItemsAtMostAndAllAreListed(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        var items = IntStream.range(0, 1_001).mapToObj(i -> SampleStudy.id()).toList();
        var subject = SampleStudy.id();
        var dispensations = items.stream()
                .map(item -> "{\"inventoryId\":\"" + item + "\",\"subjectId\":\"" + subject + "\"}")
                .toList();
        var document = "{\"kitTypes\":[{\"kitTypeId\":\"K\",\"deviceType\":\"Other\"}],\"subjects\":[{\"subjectId\":\""
                + subject
                + "\"}],\"inventory\":["
                + items.stream()
                        .map(item -> "{\"inventoryId\":\"" + item + "\",\"kitTypeId\":\"K\"}")
                        .collect(Collectors.joining(","))
                + "],\"dispensations\":[%s]}";
        var data = study.path() + "/study-data";
        var devices = study.path() + "/subjects/" + subject + "/devices";
        assertThat(api.put(data, document.formatted(String.join(",", dispensations.subList(0, 1_000))))
                        .status())
                .isEqualTo(200);
        assertThat(api.get(devices).body().split("inventoryId")).hasSize(1_001);

        var refused = api.put(data, "{\"dispensations\":[" + dispensations.get(1_000) + "]}");
        assertThat(refused.errorCode()).isEqualTo("ORS_400_01");
        assertThat(refused.body())
                .contains("{\"path\":\"/dispensations/0/subjectId\",\"message\":\"would have more than 1000 items\"}");

        database.update("INSERT INTO dispensation (study_id, mode, inventory_id, subject_id) VALUES ('"
                + Identifier.of(study.studyId) + "', 'active', '" + Identifier.of(items.get(1_000)) + "', '"
                + Identifier.of(subject) + "')");
        assertThat(api.get(devices).body().split("inventoryId")).hasSize(1_001);
    }

    @Test
    void listsTheDevicesThatSomebodyMustLookAfter(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        assertThat(states(api, study, "")).isEmpty();
        var pair = Pair.registered(api, study);
        assertThat(states(api, study, "")).containsExactly("AwaitingBootstrap");
        assertThat(states(api, study, "state=Expired,Locked")).isEmpty();
        assertThat(states(api, study, "expiresWithin=PT23H")).isEmpty();
        assertThat(states(api, study, "expiresWithin=PT24H")).containsExactly("AwaitingBootstrap");
        var listed = api.get(study.path() + "/devices")
                .json()
                .getJsonArray("devices")
                .getJsonObject(0);
        var device = DeviceIT.device(api, study, study.monitor);
        device.forEach((name, value) -> assertThat(listed.get(name)).as(name).isEqualTo(value));
        assertThat(listed.getString("subjectNumber")).isEqualTo("siteA-1");
        assertThat(listed.getString("subjectId")).isEqualTo(study.subjectId);

        for (int i = 0; i < 10; i++) {
            pair.withWrongOtp().redeem(api);
        }
        assertThat(states(api, study, "")).containsExactly("Locked");
        assertThat(states(api, study, "state=AwaitingBootstrap,Expired")).isEmpty();
        pair = Pair.recreated(api, study);
        assertThat(states(api, study, "state=Locked")).isEmpty();
        expire(database, pair);
        assertThat(states(api, study, "")).containsExactly("Expired");
        assertThat(states(api, study, "state=Expired&siteId=siteA")).containsExactly("Expired");
        assertThat(states(api, study, "state=Expired&siteId=siteB")).isEmpty();
        Pair.recreated(api, study).redeem(api);
        assertThat(states(api, study, "")).isEmpty();
        Pair.recreated(api, study);
        api.delete(study.accessCodePath(study.monitor));
        assertThat(states(api, study, "")).isEmpty();
        Pair.recreated(api, study);
        api.put(study.path() + "/study-data", study.dispensation(study.otherSubjectId, study.monitor));
        assertThat(states(api, study, "")).isEmpty();
    }

    @Test
    void aDeviceIsListedAtTheSiteOfWhoeverHasItNow(Api api) {
        var study = SampleStudy.in(api);
        Pair.registered(api, study);
        assertListedAt("siteA", api, study);
        api.put(study.path() + "/study-data", site(study.subjectId, "siteB"));
        assertListedAt("siteB", api, study);
        api.put(study.path() + "/study-data", study.dispensation(study.otherSubjectId, study.monitor));
        api.put(study.path() + "/study-data", site(study.subjectId, "siteC"));
        assertThat(states(api, study, "")).isEmpty();
        api.put(study.path() + "/study-data", study.dispensation(study.subjectId, study.monitor));
        assertListedAt("siteC", api, study);
    }

    private static String site(String subject, String site) {
        return "{\"subjects\": [{\"subjectId\": \"" + subject + "\", \"siteId\": \"" + site + "\"}]}";
    }

    private static void assertListedAt(String site, Api api, SampleStudy study) {
        for (var other : List.of("siteA", "siteB", "siteC")) {
            assertThat(states(api, study, "siteId=" + other)).as(other).hasSize(other.equals(site) ? 1 : 0);
        }
    }

    /** A node of an earlier release issues a first pair without the subject's site. */
    @Test
    void aDeviceWithoutASiteOfItsPairIsListedToo(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);
        database.update("UPDATE bootstrap_credential SET site_id = NULL WHERE access_id = '" + pair.accessId() + "'");
        assertListedAt("siteA", api, study);
    }

    private static void expire(Database database, Pair pair) throws SQLException {
        database.update("UPDATE bootstrap_credential SET expires_at = TIMESTAMP WITH TIME ZONE"
                + " '2020-01-01 00:00:00+00:00' WHERE access_id = '" + pair.accessId() + "'");
    }

    /** Also if nobody knows their pairs: then they show no expiry, and have their place all the same. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thePagesOfDevicesHaveEachOnceTheFirstToExpireFirst(boolean areKnown, Api api, Database database)
            throws SQLException {
        var study = SampleStudy.in(api);
        Pair.registered(api, study);
        for (var item : List.of(study.scale, study.scaleWithoutVendor)) {
            api.post(
                    study.subjectPath() + "/register-device",
                    study.registration()
                            .replace(study.monitor, item)
                            .replace("\"subjectNumber\": \"siteA-1\"", "\"vendorCode\": \"V\""));
        }
        if (!areKnown) {
            forgetPairs(database, study);
        }
        var all = items(api.get(study.path() + "/devices"));
        assertThat(all).containsExactly(study.monitor, study.scale, study.scaleWithoutVendor);
        assertThat(states(api, study, "state=Unknown")).hasSize(areKnown ? 0 : 3);
        var first = api.get(study.path() + "/devices?limit=2");
        assertThat(items(first)).isEqualTo(all.subList(0, 2));
        var second =
                api.get(study.path() + "/devices?limit=2&after=" + first.json().getString("next"));
        assertThat(items(second)).isEqualTo(all.subList(2, 3));
        assertThat(second.json()).doesNotContainKey("next");
    }

    /** As calls of a remote connector without an answer leave them. */
    private static void forgetPairs(Database database, SampleStudy study) throws SQLException {
        var ofStudy = " WHERE study_id = '" + Identifier.of(study.studyId) + "'";
        database.update(
                "INSERT INTO remote_pair (study_id, mode, inventory_id, subject_id, site_id, issued_at, issued_by, expires_at)"
                        + " SELECT study_id, mode, inventory_id, subject_id, site_id, issued_at, '-', expires_at"
                        + " FROM bootstrap_credential" + ofStudy);
        database.update("DELETE FROM bootstrap_credential" + ofStudy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "subjects?search=      | search | must have 1 to 100 printable characters",
                "subjects?search=%20   | search | must have 1 to 100 printable characters",
                "subjects?search=%00   | search | must have 1 to 100 printable characters",
                "subjects?siteId=%0A   | siteId | must have 1 to 100 printable characters",
                "subjects?limit=0      | limit  | must be from 1 to 200",
                "subjects?limit=201    | limit  | must be from 1 to 200",
                "subjects?limit=x      | limit  | must be from 1 to 200",
                "subjects?after=x      | after  | must be the next of an earlier page",
                "subjects?after=%25    | after  | must be the next of an earlier page",
                "subjects?limit=1&limit=1 | limit | must be given once",
                "subjects?state=Locked | state  | is not a known parameter",
                "devices?state=        | state  | must be one or more of AwaitingBootstrap, Expired, Locked, Unknown, separated by commas",
                "devices?state=locked  | state  | must be one or more of AwaitingBootstrap, Expired, Locked, Unknown, separated by commas",
                "devices?state=Locked, | state  | must be one or more of AwaitingBootstrap, Expired, Locked, Unknown, separated by commas",
                "devices?state=Bootstrapped | state | must be one or more of AwaitingBootstrap, Expired, Locked, Unknown, separated by commas",
                "devices?expiresWithin=1h | expiresWithin | must be a duration from PT0S to PT24H, such as PT4H",
                "devices?expiresWithin=PT25H | expiresWithin | must be a duration from PT0S to PT24H, such as PT4H",
                "devices?expiresWithin=-PT1H | expiresWithin | must be a duration from PT0S to PT24H, such as PT4H",
                "devices?after=AAAA    | after  | must be the next of an earlier page"
            })
    void aBadParameterIsNamed(String path, String parameter, String what, Api api) {
        var study = SampleStudy.in(api);
        AccessCodeIT.assertRefused(
                api.get(study.path() + "/" + path),
                400,
                "ORS_400_01",
                "INVALID_REQUEST",
                parameter + " " + what,
                "\"parameter\":\"" + parameter + "\",");
    }

    @Test
    void anUnknownStudyIsUnknown(Api api) {
        for (var path : List.of("/subjects", "/devices")) {
            assertThat(api.get(new SampleStudy("test").path() + path).errorCode())
                    .isEqualTo("ORS_404_01");
            assertThat(api.get("/v1.0/studies/x/test" + path).errorCode()).isEqualTo("ORS_404_01");
        }
    }

    @Test
    void sitesAndTheLinkAreImportedExportedTriedAndRecorded(Api api) {
        var study = SampleStudy.in(api);
        var trial =
                api.put(study.path() + "/study-data?dryRun=true", SITES).json().getJsonObject("result");
        assertThat(trial.getInt("sites")).isEqualTo(2);
        assertThat(trial.getJsonArray("changes").toString()).contains("IMPORT_SITE", "bootstrapLink");
        api.put(study.path() + "/study-data", SITES);
        var exported = api.get(study.path() + "/study-data").json();
        assertThat(exported.getJsonArray("sites"))
                .hasToString(
                        "[{\"siteId\":\"siteA\",\"name\":\"University Hospital\",\"timeZone\":\"Europe/Zurich\","
                                + "\"language\":\"de\"},{\"siteId\":\"siteB\",\"name\":null,\"timeZone\":null,\"language\":null}]");
        assertThat(exported.getJsonObject("deviceService").getString("bootstrapLink"))
                .isEqualTo("https://app.example.org/#a={accessId}&o={otp}");
        var again = api.put(study.path() + "/study-data?dryRun=true", exported.toString());
        assertThat(again.json().getJsonObject("result").getJsonArray("changes")).isEmpty();
        var records = api.get(study.path() + "/audit?action=IMPORT_SITE").json().getJsonArray("records");
        assertThat(records).hasSize(2);
        assertThat(records.toString()).contains("Europe/Zurich");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'siteId':'a','timeZone':'Europe/Zuerich'}   | /sites/0/timeZone",
                "{'siteId':'a','timeZone':'+01:00'}           | /sites/0/timeZone",
                "{'siteId':'a','timeZone':'SystemV/CST6'}     | /sites/0/timeZone",
                "{'siteId':'a','language':'German!'}          | /sites/0/language",
                "{'siteId':'a','language':'x-klingon'}        | /sites/0/language",
                "{'name':'a'}                                 | /sites/0/siteId",
                "{'siteId':'a','name':' '}                    | /sites/0/name",
                "{'siteId':'a','colour':'red'}                | /sites/0/colour"
            })
    void aBadSiteIsRefusedWithItsPlace(String site, String path, Api api) {
        var study = SampleStudy.in(api);
        var answer = api.put(study.path() + "/study-data", ("{'sites':[" + site + "]}").replace('\'', '"'));
        assertThat(answer.errorCode()).isEqualTo("ORS_400_01");
        assertThat(answer.body()).contains("\"path\":\"" + path + "\"");
    }

    private static Answer find(Api api, SampleStudy study, String query) {
        return api.get(study.path() + "/subjects?" + query);
    }

    private static List<String> numbers(Answer page) {
        return subjects(page).stream()
                .map(subject -> subject.getString("subjectNumber"))
                .toList();
    }

    private static List<String> ids(Answer page) {
        return subjects(page).stream()
                .map(subject -> subject.getString("subjectId"))
                .toList();
    }

    private static List<JsonObject> subjects(Answer page) {
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return page.json().getJsonArray("subjects").getValuesAs(JsonObject.class);
    }

    private static List<String> states(Api api, SampleStudy study, String query) {
        return devices(api.get(study.path() + "/devices?" + query)).stream()
                .map(device -> device.getString("state"))
                .toList();
    }

    private static List<String> items(Answer page) {
        return devices(page).stream()
                .map(device -> device.getString("inventoryId"))
                .toList();
    }

    private static List<JsonObject> devices(Answer page) {
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return page.json().getJsonArray("devices").getValuesAs(JsonObject.class);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
