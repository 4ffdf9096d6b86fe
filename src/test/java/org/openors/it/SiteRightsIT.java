package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Rights for a site (contract, section 1; ADR 37): each operation on a subject of two studies, two modes and two sites, by a
 * caller with the right in one of these eight places. A subject of another site is answered as one whom nobody knows.
 */
@ExtendWith(RunningService.class)
class SiteRightsIT {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String WAITS_FOR_A_SUBJECT =
            "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ~* 'from subject'";
    private static final List<String> SITES = List.of("site A/1", "s\u00EFte%2F*");
    private static final List<Place> PLACES = new ArrayList<>();

    /** A subject with a device, alone at a site of a study in a mode. */
    private record Place(SampleStudy study, String site, String subject, String item, String number) {

        static Place of(SampleStudy study, int site) {
            return site == 0
                    ? new Place(study, SITES.get(0), study.subjectId, study.monitor, "siteA-1")
                    : new Place(study, SITES.get(1), study.otherSubjectId, study.othersMonitor, "siteA-2");
        }

        String group(String right) {
            return right + "@" + study.studyId + "/" + study.mode + "/" + encoded(site);
        }

        boolean isInModeOf(Place other) {
            return study == other.study;
        }

        /** The same request for a subject whom nobody knows. */
        Place withSubject(String other) {
            return new Place(study, site, other, item, number);
        }

        private String mSubjectId() {
            return number.equals("siteA-1") ? SampleStudy.M_SUBJECT_ID : "MSUBJECT-002";
        }

        String device() {
            return study.path() + "/subjects/" + subject + "/devices/" + item;
        }

        String owner() {
            return "?mSubjectId=" + mSubjectId();
        }

        String registration() {
            return "{\"inventoryId\":\"" + item + "\",\"mSubjectId\":\"" + mSubjectId() + "\",\"subjectNumber\":\"1\"}";
        }
    }

    /** The operations on a subject, in an order in which all of them succeed. */
    private enum Operation {
        RECREATE("Post", (api, at) -> api.put(at.device() + "/access-code" + at.owner())),
        REGISTER_SUBJECT(
                "Post",
                (api, at) -> api.post(
                        at.study.path() + "/subjects/mhealthRegister",
                        "{\"subjectId\":\"" + at.subject + "\",\"mhealthSubjectId\":\"" + at.mSubjectId() + "\"}")),
        CHECK("Get", (api, at) -> api.get(at.device() + "/access-code/check" + at.owner())),
        LIST("Get", (api, at) -> api.get(at.study.path() + "/subjects/" + at.subject + "/devices")),
        REVOKE("Post", (api, at) -> api.delete(at.device() + "/access-code" + at.owner())),
        DEREGISTER("Post", (api, at) -> api.delete(at.device() + at.owner())),
        REGISTER(
                "Post",
                (api, at) ->
                        api.post(at.study.path() + "/subjects/" + at.subject + "/register-device", at.registration()));

        private final String right;
        private final BiFunction<Api, Place, Answer> request;

        Operation(String right, BiFunction<Api, Place, Answer> request) {
            this.right = "DeviceActions" + right;
            this.request = request;
        }
    }

    @BeforeAll
    static void putTheStudies(Api api) {
        PLACES.clear();
        for (int i = 0; i < 2; i++) {
            var first = new SampleStudy("active");
            for (var mode : List.of("active", "test")) {
                var study = first.inMode(mode);
                var answer = api.put(
                        study.path() + "/study-data",
                        study.document(true)
                                .replaceFirst("\"siteId\": \"siteA\"", "\"siteId\": \"" + SITES.get(0) + "\"")
                                .replaceFirst("\"siteId\": \"siteA\"", "\"siteId\": \"" + SITES.get(1) + "\""));
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                for (int site = 0; site < 2; site++) {
                    PLACES.add(Place.of(study, site));
                }
            }
        }
        PLACES.forEach(at ->
                assertThat(Operation.REGISTER.request.apply(api, at).status()).isEqualTo(200));
    }

    @Test
    void eachOperationIsDoneInItsPlaceAndNowhereElse(Api api) {
        int cells = 0;
        for (var at : PLACES) {
            for (var operation : Operation.values()) {
                var caller = api.withGroups(at.group(operation.right));
                for (var target : PLACES) {
                    cells++;
                    var answer = operation.request.apply(caller, target);
                    var what = operation + " " + PLACES.indexOf(at) + " at " + PLACES.indexOf(target) + answer.body();
                    if (target == at) {
                        assertThat(answer.status()).as(what).isIn(200, 204);
                        assertThat(answer.body()).as(what).doesNotContain("ready\":false");
                    } else if (target.isInModeOf(at)) {
                        assertThat(answer.body()).as(what).contains("ORS_400_02");
                        assertThat(anonymous(answer, target.subject))
                                .as(what)
                                .isEqualTo(unknown(operation, caller, target));
                    } else {
                        assertThat(answer.errorCode()).as(what).isEqualTo("ORS_403_01");
                    }
                }
            }
        }
        assertThat(cells).isEqualTo(8 * 8 * 7);
    }

    private static String unknown(Operation operation, Api caller, Place target) {
        var nobody = target.withSubject(SampleStudy.id());
        return anonymous(operation.request.apply(caller, nobody), nobody.subject);
    }

    private static String anonymous(Answer answer, String subject) {
        return answer.status() + " "
                + answer.body().replace(answer.header("X-Request-Id"), "-").replace(subject, "-");
    }

    /** An item that a subject of another site has is as one in stock, whoever asks for it. */
    @Test
    void anItemOfAnotherSiteIsAsOneInStock(Api api) {
        var at = PLACES.get(0);
        var caller = api.withGroups(at.group("DeviceActionsPost"), at.group("DeviceActionsGet"));
        var path = at.study.path() + "/subjects/" + at.subject + "/devices/";
        for (var item : List.of(at.study.undispensed, at.study.othersMonitor)) {
            assertThat(caller.put(path + item + "/access-code" + at.owner()).errorCode())
                    .isEqualTo("ORS_400_04");
            assertThat(caller.get(path + item + "/access-code/check" + at.owner())
                            .body())
                    .contains("ORS_400_04", "ORS_400_08")
                    .doesNotContain("ORS_400_05");
        }
        assertThat(api.put(path + at.study.othersMonitor + "/access-code" + at.owner())
                        .errorCode())
                .isEqualTo("ORS_400_05");
    }

    @Test
    void listsAndCountsHaveOnlyTheSubjectsOfTheSite(Api api) {
        for (var at : PLACES) {
            var caller = api.withGroups(at.group("DeviceActionsGet"), at.group("AuditGet"));
            var others = PLACES.stream().filter(other -> other != at).toList();
            assertThat(of(caller.get(at.study.path() + "/subjects"), "subjects", "subjectId"))
                    .containsExactly(at.subject);
            assertThat(of(caller.get(at.study.path() + "/devices"), "devices", "inventoryId"))
                    .containsExactly(at.item);
            for (var other : others) {
                for (var word : List.of(other.number, other.subject, other.mSubjectId(), other.item)) {
                    var found = caller.get(at.study.path() + "/subjects?search=" + word);
                    assertThat(of(found, "subjects", "subjectId")).isSubsetOf(at.subject);
                }
                var elsewhere = "?siteId=" + URLEncoder.encode(other.site, StandardCharsets.UTF_8);
                if (!other.site.equals(at.site)) {
                    assertThat(caller.get(at.study.path() + "/subjects" + elsewhere)
                                    .body())
                            .isEqualTo("{\"subjects\":[]}");
                    assertThat(caller.get(at.study.path() + "/devices" + elsewhere)
                                    .body())
                            .isEqualTo("{\"devices\":[]}");
                }
            }
            var studies = caller.get("/v1.0/studies");
            assertThat(studies.body()).contains(at.study.studyId).contains("\"siteId\":\"" + at.site + "\"");
            assertThat(studies.body().split("studyId", -1)).hasSize(2);
            assertThat(studies.body().split("siteId", -1)).hasSize(2);
        }
    }

    @Test
    void theTrailHasOnlyRecordsOfSubjectsOfTheSite(Api api) {
        for (var at : PLACES) {
            var caller = api.withGroups(at.group("AuditGet"));
            var page = caller.get(at.study.path() + "/audit?limit=1000");
            assertThat(of(page, "records", "subjectId")).isNotEmpty().containsOnly(at.subject);
            assertThat(page.body()).doesNotContain("\"sequence\"");
            for (var form : List.of("text/csv", "application/fhir+ndjson")) {
                var export = caller.send("GET", at.study.path() + "/audit", request -> request.header("Accept", form));
                assertThat(export.status()).isEqualTo(200);
                assertThat(export.body()).contains(at.subject);
                PLACES.stream()
                        .filter(other -> !other.subject.equals(at.subject))
                        .forEach(other -> assertThat(export.body()).doesNotContain(other.subject));
            }
            var other = PLACES.get(PLACES.indexOf(at) ^ 1);
            assertThat(caller.get(at.study.path() + "/audit?subjectId=" + other.subject)
                            .body())
                    .isEqualTo("{\"records\":[]}");
        }
    }

    @Test
    void aDispensationDoesNotTellWhoHadTheItemBefore(Api api) {
        var study = new SampleStudy("training");
        api.put(
                study.path() + "/study-data",
                study.document(true).replaceFirst("\"siteId\": \"siteA\"", "\"siteId\": \"siteB\""));
        api.put(study.path() + "/study-data", study.dispensation(study.otherSubjectId, study.monitor));
        var path = study.path() + "/audit?action=DISPENSE_ITEM&inventoryId=" + study.monitor;
        assertThat(api.get(path).body()).contains("stateBefore", study.subjectId);
        var caller = api.withGroups("AuditGet@" + study.studyId + "/training/siteA");
        assertThat(caller.get(path).body())
                .contains(study.otherSubjectId)
                .doesNotContain("stateBefore", study.subjectId);
    }

    /** As an import moves it, between the look-up of the subject and the lock of its row. */
    @Test
    void aSubjectThatLeavesTheSiteMeanwhileIsUnknownAndNotMovedBack(Api api, Database database) throws Exception {
        assumeTrue(database.isPostgres(), "on H2 one waits for the other before it looks");
        var study = SampleStudy.in(api);
        var where = " WHERE study_id = CAST('" + study.studyId + "' AS uuid) AND subject_id = CAST('" + study.subjectId
                + "' AS uuid)";
        var caller = api.withGroups("DeviceActionsPost@" + study.studyId + "/" + study.mode + "/siteA");
        try (var mover = database.connect()) {
            mover.setAutoCommit(false);
            mover.createStatement().executeUpdate("UPDATE subject SET site_id = 'siteB'" + where);
            var answer = CompletableFuture.supplyAsync(() -> caller.post(
                    study.path() + "/subjects/mhealthRegister",
                    "{\"subjectId\":\"" + study.subjectId + "\",\"mhealthSubjectId\":\"NEW\"}"));
            Waiting.until(SOON, () -> !database.rows(WAITS_FOR_A_SUBJECT).isEmpty());
            mover.commit();
            assertThat(answer.get().errorCode()).isEqualTo("ORS_400_02");
        }
        assertThat(database.rows("SELECT site_id, m_subject_id FROM subject" + where))
                .containsExactly(List.of("siteB", SampleStudy.M_SUBJECT_ID));
    }

    /** What is of a whole study needs the right for the whole study. */
    @Test
    void whatIsOfAWholeStudyIsClosed(Api api) {
        var at = PLACES.get(0);
        var caller = api.withGroups(at.group("AuditGet"), at.group("StudyDataPut"), at.group("DeviceActionsPost"));
        for (var path : List.of("/audit/verification", "/audit/archive", "/study-data")) {
            assertThat(caller.get(at.study.path() + path).errorCode()).as(path).isEqualTo("ORS_403_01");
        }
        assertThat(caller.put(at.study.path() + "/study-data", "{}").errorCode())
                .isEqualTo("ORS_403_01");
        assertThat(caller.get("/v1.0/audit").errorCode()).isEqualTo("ORS_403_01");
    }

    @Test
    void aGroupOfAnotherFormGrantsNothing(Api api) {
        var at = PLACES.get(0);
        var here = "DeviceActionsGet@" + at.study.studyId + "/" + at.study.mode + "/";
        for (var site :
                List.of("site A", "site%20A/1", "site%20A%2F1/", "site%20A%2F", "", "%20", "*", "site+A%2F1", "%zz")) {
            var caller = api.withGroups(here + site);
            assertThat(of(caller.get(at.study.path() + "/subjects"), site))
                    .as(site)
                    .isNotEqualTo("found");
        }
        assertThat(api.withGroups(here + "*").get(at.study.path() + "/subjects").body())
                .isEqualTo("{\"subjects\":[]}");
    }

    private static String of(Answer answer, String site) {
        return answer.status() == 200 && answer.body().contains("subjectId") ? "found" : "nothing";
    }

    /** The record names the group of the subject's site. */
    @Test
    void theRecordHasTheGroupOfTheSite(Api api) {
        var first = PLACES.get(0);
        var second = PLACES.get(1);
        var caller = api.withGroups(first.group("DeviceActionsPost"), second.group("DeviceActionsPost"));
        for (var at : List.of(second, first)) {
            var answer = Operation.RECREATE.request.apply(caller, at);
            assertThat(answer.status()).isEqualTo(200);
            var record = api.get(at.study.path() + "/audit?action=RECREATE_ACCESS_CODE&limit=1")
                    .json()
                    .getJsonArray("records")
                    .getJsonObject(0);
            assertThat(record.getString("actorRight")).isEqualTo(at.group("DeviceActionsPost"));
        }
    }

    private static List<String> of(Answer page, String list, String member) {
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return page.json().getJsonArray(list).getValuesAs(JsonObject.class).stream()
                .map(entry -> entry.getString(member))
                .toList();
    }

    private static String encoded(String site) {
        return URLEncoder.encode(site, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
