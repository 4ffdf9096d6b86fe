package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.identity.Identifier;
import org.openors.simulator.Fault;
import org.openors.simulator.MHealthSimulator;

/** A study whose connector is remote: answers, states and records, as it works and with each fault. */
@OnOneDatabase("postgresql")
@ExtendWith(RunningService.class)
class RemoteConnectorIT {

    private static final Duration TOO_LONG = Duration.ofSeconds(8);

    private Api api;
    private Database database;
    private MHealthSimulator connector;
    private SampleStudy study;

    /** The first call of a server may take longer than the time limits of these tests. */
    @BeforeAll
    static void warmUp(Api api, MHealthSimulator connector) {
        for (int calls = 0; remoteStudy(api, connector).registerMonitor(api).status() != 200; calls++) {
            assertThat(calls).isLessThan(20);
        }
    }

    @BeforeEach
    void putAStudy(Api ofTheRun, Database databaseOfTheRun, MHealthSimulator simulator) {
        api = ofTheRun;
        database = databaseOfTheRun;
        connector = simulator;
        study = remoteStudy(api, connector);
    }

    @AfterEach
    void heal() {
        connector.heal();
    }

    static SampleStudy remoteStudy(Api api, MHealthSimulator connector) {
        // Each study has an account of its own at the connector, and so a circuit breaker of its own.
        var study = new SampleStudy("active");
        study.putRemote(api, connector.url() + "/of/" + study.studyId);
        return study;
    }

    private Answer recreate() {
        return api.put(study.accessCodePath(study.monitor));
    }

    private JsonObject newest() {
        return records("RECREATE_ACCESS_CODE").getJsonObject(0);
    }

    private void assertNothingIsLeft() throws SQLException {
        assertThat(database.rows(
                        "SELECT 1 FROM connector_call WHERE study_id = '" + Identifier.of(study.studyId) + "'"))
                .isEmpty();
    }

    @Test
    void registersRecreatesAndDeregisters() throws SQLException {
        var registered = study.registerMonitor(api);
        assertThat(registered.status()).isEqualTo(200);
        var id = Identifier.of(registered.json().getString("id"));
        assertThat(connector.twinsOf(Identifier.of(study.monitor))).isEqualTo(1);

        var recreated = recreate();
        assertThat(recreated.status()).isEqualTo(200);
        assertThat(recreated.json().getString("id")).isEqualTo(registered.json().getString("id"));
        assertThat(recreated.json().getString("accessId"))
                .isEqualTo(connector.accessIdOf(id))
                .isNotEqualTo(registered.json().getString("accessId"));
        assertThat(connector.otps()).contains(recreated.json().getString("otp"));
        assertThat(Instant.parse(recreated.header("OTP-Expires-At")))
                .isBetween(
                        Instant.now().plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(25)));
        assertThat(recreated.header("Cache-Control")).isEqualTo("no-store");
        assertThat(newest().getString("connectorCall")).matches("PUT host=127\\.0\\.0\\.1 status=202 ms=[0-9]+");
        assertThat(newest().getString("stateAfter"))
                .isEqualTo("AwaitingBootstrap " + recreated.json().getString("accessId"));
        assertThat(Identifier.of(newest().getString("id")).version()).isEqualTo(7);

        assertThat(api.delete(study.devicePath(study.monitor) + "?mSubjectId=" + SampleStudy.M_SUBJECT_ID)
                        .status())
                .isEqualTo(200);
        assertThat(connector.twinsOf(Identifier.of(study.monitor))).isZero();
        assertNothingIsLeft();
    }

    @Test
    void aRevocationLeavesAPairThatNobodyKnowsAndATagIsCheckedBeforeTheCall() throws SQLException {
        var id = deviceId(study.registerMonitor(api));
        var first = recreate();
        var path = study.accessCodePath(study.monitor);
        assertThat(api.delete(path).status()).isEqualTo(204);
        assertThat(connector.accessIdOf(id)).isNotEqualTo(first.json().getString("accessId"));
        assertState("NoPair");

        var stale = recreateIf(first.header("ETag"));
        assertThat(stale.errorCode()).isEqualTo("ORS_412_01");
        var second = recreate();
        assertThat(recreateIf(second.header("ETag")).status()).isEqualTo(200);
        assertNothingIsLeft();
    }

    private Answer recreateIf(String tag) {
        return api.send("PUT", study.accessCodePath(study.monitor), request -> request.header("If-Match", tag));
    }

    @Test
    void theListAndTheCheckTellWhatIsKnown() throws SQLException {
        study.registerMonitor(api);
        assertState("AwaitingBootstrap");
        assertThat(api.get(study.devicePath(study.monitor) + "/access-code/check?mSubjectId="
                                + SampleStudy.M_SUBJECT_ID)
                        .json()
                        .getBoolean("ready"))
                .isTrue();
        database.update("UPDATE remote_pair SET expires_at = CURRENT_TIMESTAMP WHERE study_id = '"
                + Identifier.of(study.studyId) + "'");
        assertState("Expired");
    }

    private void assertState(String state) {
        assertThat(api.get(study.subjectPath() + "/devices").body())
                .contains("\"inventoryId\":\"" + study.monitor + "\"")
                .contains("\"state\":\"" + state + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "SLOW_FIRST_BYTE, 503, ORS_503_01, Unknown, Unknown",
        "TRICKLE, 503, ORS_503_01, Unknown, Unknown",
        "CUT_BEFORE_THE_WORK, 503, ORS_503_01, Unknown, Unknown",
        "CUT_AFTER_THE_WORK, 503, ORS_503_01, Unknown, Unknown",
        "STATUS_400, 500, ORS_500_01, Failed, AwaitingBootstrap",
        "STATUS_401, 500, ORS_500_03, Failed, AwaitingBootstrap",
        "STATUS_403, 500, ORS_500_03, Failed, AwaitingBootstrap",
        "STATUS_429, 503, ORS_503_01, Failed, AwaitingBootstrap",
        "STATUS_500, 503, ORS_503_01, Unknown, Unknown",
        "STATUS_502_AFTER_THE_WORK, 503, ORS_503_01, Unknown, Unknown",
        "STATUS_503, 503, ORS_503_01, Failed, AwaitingBootstrap",
        "STATUS_503_AFTER_THE_WORK, 503, ORS_503_01, Unknown, Unknown",
        "STATUS_504_AFTER_THE_WORK, 503, ORS_503_01, Unknown, Unknown",
        "HTML, 503, ORS_503_01, Unknown, Unknown",
        "MEMBER_TWICE, 503, ORS_503_01, Unknown, Unknown",
        "OTP_MISSING, 503, ORS_503_01, Unknown, Unknown",
        "HALF_A_JSON, 503, ORS_503_01, Unknown, Unknown",
        "TEN_MEGABYTES, 503, ORS_503_01, Unknown, Unknown",
        "REDIRECT, 503, ORS_503_01, Failed, AwaitingBootstrap",
        "WRONG_CONTENT_TYPE, 503, ORS_503_01, Unknown, Unknown"
    })
    void eachFaultHasItsAnswerItsStateAndOneRecord(Fault fault, int status, String code, String outcome, String state)
            throws SQLException {
        study.registerMonitor(api);
        connector.fail("PUT", fault);
        var answer = assertAnswered(fault.name(), status, code, outcome, state);
        assertThat(answer.body()).doesNotContain("CANARY");
        assertThat(newest().getString("connectorCall")).startsWith("PUT host=127.0.0.1");

        connector.heal();
        var again = recreate();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().getString("accessId")).isEqualTo(connector.accessIdOf(deviceId(again)));
        assertState("AwaitingBootstrap");
    }

    @Test
    void theLongestAccessIdIsKept() {
        study.registerMonitor(api);
        connector.fail("PUT", Fault.LONGEST_ACCESS_ID);
        assertThat(recreate().json().getString("accessId")).isEqualTo(Fault.longestAccessId());
        assertThat(api.get(study.subjectPath() + "/devices").body()).contains(Fault.longestAccessId());
        assertThat(api.get(study.path() + "/devices?state=AwaitingBootstrap").body())
                .contains(Fault.longestAccessId());
    }

    /** The first recreation of the study: its answer, its time, its one record, the state afterwards, and no entry. */
    private Answer assertAnswered(String what, int status, String code, String outcome, String state)
            throws SQLException {
        var begin = Instant.now();
        var answer = recreate();
        var time = Duration.between(begin, Instant.now());
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(time).isLessThan(TOO_LONG);
        assertState(state);
        var ofPuts = records("RECREATE_ACCESS_CODE");
        assertThat(ofPuts).hasSize(1);
        assertThat(ofPuts.getJsonObject(0).getString("outcome")).isEqualTo(outcome);
        assertNothingIsLeft();
        ReliabilityReport.add(
                "remote connector, limits 1 s and 2.5 s: " + what,
                status + " " + code + ", Retry-After " + answer.header("Retry-After") + ", in " + time.toMillis()
                        + " ms; record " + outcome + "; state " + state + "; nothing locked");
        return answer;
    }

    @ParameterizedTest
    @CsvSource({"NOBODY_LISTENS, Failed", "BAD_CERTIFICATE, Failed"})
    void aConnectorThatCantBeReachedHasDoneNothing(String fault, String outcome) throws SQLException {
        study.registerMonitor(api);
        useConnector(
                fault.equals("BAD_CERTIFICATE") ? connector.httpsUrl() : RunningService.CONNECTOR_AWAY,
                MHealthSimulator.STUDY);
        assertAnswered(fault, 503, "ORS_503_01", outcome, "AwaitingBootstrap");
        useConnector(connector.url(), MHealthSimulator.STUDY);
        assertThat(recreate().status()).isEqualTo(200);
    }

    /** Five failures in a row, of another study with this account, have opened it. */
    @Test
    void anOpenCircuitIsToldAtOnce() throws SQLException {
        study.registerMonitor(api);
        failFiveTimes(new SampleStudy("active"));
        assertAnswered("the circuit is open", 503, "ORS_503_01", "Failed", "AwaitingBootstrap");
        assertThat(puts()).isZero();
    }

    /** Contract, section 1: nothing done in test mode may touch the active one. */
    @Test
    void failuresInTestModeOpenNoCircuitOfActiveMode() {
        study.registerMonitor(api);
        failFiveTimes(study.inMode("test"));
        assertThat(recreate().status()).isEqualTo(200);
    }

    /** The same study data in both modes, as one does to try it. */
    @Test
    void aDeviceOfTestModeIsAnotherDeviceAtTheConnector() {
        var id = deviceId(study.registerMonitor(api));
        var pair = connector.accessIdOf(id);
        var test = study.inMode("test");
        test.putRemote(api, connector.url() + "/of/" + study.studyId);
        assertThat(deviceId(test.registerMonitor(api))).isNotEqualTo(id);
        assertThat(api.delete(test.devicePath(study.monitor) + "?mSubjectId=" + SampleStudy.M_SUBJECT_ID)
                        .status())
                .isEqualTo(200);
        assertThat(connector.accessIdOf(id)).isEqualTo(pair);
        assertThat(recreate().status()).isEqualTo(200);
    }

    /** The connector of the study may have a pair from the earlier system, of which this service knows nothing. */
    @Test
    void thePairOfADeviceThatWasBroughtOverIsRevokedAtTheConnector() throws SQLException {
        var id = deviceId(study.registerMonitor(api));
        var earlier = connector.accessIdOf(id);
        database.update("DELETE FROM remote_pair WHERE study_id = '" + Identifier.of(study.studyId) + "'");
        assertState("NoPair");
        assertThat(api.delete(study.accessCodePath(study.monitor)).status()).isEqualTo(204);
        assertThat(connector.accessIdOf(id)).isNotEmpty().isNotEqualTo(earlier);
        assertState("NoPair");
        assertNothingIsLeft();
    }

    /** A URL that changes takes the password with it. What the check says is what the recreation answers. */
    @ParameterizedTest
    @CsvSource({"'', S-1, 500, ORS_500_02", "'\"password\":\"x\",', .., 500, ORS_500_03"})
    void theCheckSaysWhatTheRecreationAnswers(String password, String mHealthStudyId, int status, String code) {
        study.registerMonitor(api);
        var settings = "{\"deviceService\":{\"connector\":\"remote\",\"url\":\"" + connector.url()
                + "/of/moved\",\"userName\":\"" + MHealthSimulator.USER + "\"," + password + "\"mHealthStudyId\":\""
                + mHealthStudyId + "\"}}";
        assertThat(api.put(study.path() + "/study-data", settings).status()).isEqualTo(200);
        var check =
                api.get(study.devicePath(study.monitor) + "/access-code/check?mSubjectId=" + SampleStudy.M_SUBJECT_ID);
        assertThat(check.json().getBoolean("ready")).isFalse();
        assertThat(check.json().getJsonArray("failures"))
                .singleElement()
                .satisfies(failure -> assertThat(failure.asJsonObject().getString("errorCode"))
                        .isEqualTo(code));
        for (var answer :
                List.of(recreate(), recreateIf("\"stale\""), api.delete(study.accessCodePath(study.monitor)))) {
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.errorCode()).isEqualTo(code);
        }
    }

    /** The pair may be a new one: who saw the device before must not replace it. */
    @Test
    void aTagThatWasSeenBeforeALostAnswerIsStale() throws SQLException {
        study.registerMonitor(api);
        database.update("DELETE FROM remote_pair WHERE study_id = '" + Identifier.of(study.studyId) + "'");
        for (int i = 0; i < 2; i++) {
            var seen = tag();
            connector.fail("PUT", Fault.CUT_AFTER_THE_WORK);
            assertThat(recreate().errorCode()).isEqualTo("ORS_503_01");
            connector.heal();
            assertThat(recreateIf(seen).errorCode()).as("time " + i).isEqualTo("ORS_412_01");
        }
        assertThat(recreateIf(tag()).status()).isEqualTo(200);
    }

    private String tag() {
        return ConditionalRecreationIT.listed(api, study).getString("etag");
    }

    @Test
    void whatTheConnectorRefusesToRegisterIsToldAsNotRegistered() {
        connector.fail("POST", Fault.STATUS_404);
        assertThat(study.registerMonitor(api).errorCode()).isEqualTo("ORS_400_08");
    }

    /** The other study or mode has the URL and the account of the study. */
    private void failFiveTimes(SampleStudy other) {
        other.putRemote(api, connector.url() + "/of/" + study.studyId);
        connector.fail("GET", Fault.STATUS_500);
        for (int i = 0; i < 5; i++) {
            assertThat(other.registerMonitor(api).errorCode()).isEqualTo("ORS_503_01");
        }
        connector.heal();
        connector.requests().clear();
    }

    private static UUID deviceId(Answer answer) {
        return Identifier.of(answer.json().getString("id"));
    }

    @Test
    void whatTheConnectorDoesNotKnowIsNotRegistered() {
        var id = deviceId(study.registerMonitor(api));
        connector.forget(id);
        var answer = recreate();
        assertThat(answer.errorCode()).isEqualTo("ORS_400_08");
        assertThat(answer.json()
                        .getJsonObject("errorData")
                        .getJsonObject("details")
                        .getString("connector"))
                .isEqualTo("NOT_FOUND");
        assertThat(newest().getString("outcome")).isEqualTo("Refused");
        assertThat(api.delete(study.devicePath(study.monitor) + "?mSubjectId=" + SampleStudy.M_SUBJECT_ID)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theSettingsAreToldWithoutThePasswordAndWithTheLastCall() {
        assertThat(deviceService().containsKey("lastCall")).isFalse();
        study.registerMonitor(api);
        var told = deviceService();
        assertThat(told.getString("userName")).isEqualTo(MHealthSimulator.USER);
        assertThat(told.getBoolean("hasPassword")).isTrue();
        assertThat(told.toString()).doesNotContain(MHealthSimulator.PASSWORD);
        assertThat(told.getJsonObject("lastCall").getBoolean("worked")).isTrue();
        connector.fail("PUT", Fault.STATUS_500);
        recreate();
        assertThat(deviceService().getJsonObject("lastCall").getBoolean("worked"))
                .isFalse();
    }

    private JsonObject deviceService() {
        var answer = api.get(study.path() + "/device-service");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    @ParameterizedTest
    @CsvSource({
        "NONE,",
        "STATUS_401, ACCOUNT_REFUSED",
        "STATUS_500, FAILED",
        "HTML, NO_CONNECTOR",
        "REDIRECT, REDIRECTED",
        "CUT_BEFORE_THE_WORK, NO_ANSWER"
    })
    void aCheckSaysInWordsWhatIsWrong(Fault fault, String problem) {
        connector.fail("GET", fault);
        assertChecked(problem);
        assertThat(records("CHECK_DEVICE_SERVICE").getJsonObject(0).getString("stateAfter"))
                .isEqualTo(problem == null ? "Works" : problem);
        assertThat(deviceService().getJsonObject("lastCall").getBoolean("worked"))
                .isEqualTo(problem == null);
    }

    private void assertChecked(String problem) {
        var answer = api.post(study.path() + "/device-service/check", "{}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getBoolean("works")).isEqualTo(problem == null);
        assertThat(answer.json().getString("problem", null)).isEqualTo(problem);
        assertThat(answer.json().getString("message")).endsWith(".");
    }

    @Test
    void aCheckSaysThatNobodyListensOrThatTheStudyIsNotKnown() {
        useConnector(RunningService.CONNECTOR_AWAY, "S-1");
        assertChecked("NOT_CONNECTED");
        useConnector(connector.url(), "S-2");
        assertChecked("STUDY_UNKNOWN");
        study.put(api);
        assertChecked(null);
    }

    private void useConnector(String url, String mHealthStudyId) {
        var settings = "{\"deviceService\":{\"connector\":\"remote\",\"url\":\"" + url + "\",\"userName\":\""
                + MHealthSimulator.USER + "\",\"password\":\"" + MHealthSimulator.PASSWORD + "\",\"mHealthStudyId\":\""
                + mHealthStudyId + "\"}}";
        assertThat(api.put(study.path() + "/study-data", settings).status()).isEqualTo(200);
    }

    @Test
    void aUrlThatTheOperatorDoesNotAllowIsRefusedWithItsPath() {
        var answer = api.put(
                study.path() + "/study-data",
                "{\"deviceService\":{\"connector\":\"remote\",\"url\":\"https://other.example.org\",\"userName\":\"u\","
                        + "\"mHealthStudyId\":\"1\"}}");
        assertThat(answer.errorCode()).isEqualTo("ORS_400_01");
        assertThat(answer.body()).contains("/deviceService/url");
    }

    /** As if the node had died: another request closes the entry, and what the first one gets is not stored any more. */
    @Test
    void anEntryWhoseTimeIsOverIsClosedAsUnknownAndTheDeviceIsFree() throws SQLException {
        var id = deviceId(study.registerMonitor(api));
        connector.requests().clear();
        connector.fail("PUT", Fault.SLOW_FIRST_BYTE);
        var first = CompletableFuture.supplyAsync(this::recreate);
        var ofStudy = " WHERE study_id = '" + Identifier.of(study.studyId) + "'";
        while (puts() == 0) {
            assertThat(first).isNotDone();
        }
        connector.heal();
        database.update(
                "UPDATE connector_call SET ends_at = TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00:00'" + ofStudy);

        assertThat(recreate().status()).isEqualTo(200);
        assertThat(first.join().errorCode()).isEqualTo("ORS_503_01");
        assertThat(records("RECREATE_ACCESS_CODE").stream()
                        .map(record -> record.asJsonObject().getString("outcome")))
                .containsExactlyInAnyOrder("Unknown", "Success");
        assertThat(api.get(study.subjectPath() + "/devices").body()).contains(connector.accessIdOf(id));
        assertNothingIsLeft();
    }

    /** Nothing in the database says any more that there was a call. The node that made it knows. */
    @Test
    void aCallWhoseEntryWasRemovedHasItsRecordAllTheSame() throws SQLException {
        study.registerMonitor(api);
        connector.requests().clear();
        connector.fail("PUT", Fault.SLOW_FIRST_BYTE);
        var answer = CompletableFuture.supplyAsync(this::recreate);
        while (puts() == 0) {
            assertThat(answer).isNotDone();
        }
        connector.heal();
        database.update("DELETE FROM connector_call WHERE study_id = '" + Identifier.of(study.studyId) + "'");

        assertThat(answer.join().errorCode()).isEqualTo("ORS_503_01");
        assertThat(records("RECREATE_ACCESS_CODE"))
                .singleElement()
                .satisfies(record ->
                        assertThat(record.asJsonObject().getString("outcome")).isEqualTo("Unknown"));
    }

    private JsonArray records(String action) {
        return api.get(study.path() + "/audit?action=" + action).json().getJsonArray("records");
    }

    @Test
    void ofTwoRecreationsAtOnceBothSucceedAndTheStateNamesTheLaterPair() throws SQLException {
        var id = deviceId(study.registerMonitor(api));
        for (int i = 0; i < Scale.of(5, 10, 500); i++) {
            var other = CompletableFuture.supplyAsync(this::recreate);
            var one = recreate();
            assertThat(one.status()).isEqualTo(200);
            assertThat(other.join().status()).isEqualTo(200);
            assertThat(api.get(study.subjectPath() + "/devices").body()).contains(connector.accessIdOf(id));
        }
        assertNothingIsLeft();
    }

    private long puts() {
        return connector.requests().stream()
                .filter(request -> request.startsWith("PUT"))
                .count();
    }

    @Test
    void aStudyThatGoesBackToTheBuiltInConnectorKeepsNothingOfTheRemotePair() throws SQLException {
        study.registerMonitor(api);
        study.put(api);
        assertThat(recreate().json().getString("otp")).matches("[0-9A-HJKMNP-TV-Z]{8}");
        assertThat(database.rows("SELECT 1 FROM remote_pair WHERE study_id = '" + Identifier.of(study.studyId) + "'"))
                .isEmpty();
    }

    /** Not a warning to the operator only: the twin is there until somebody ends it. */
    @Test
    void anImportThatTakesAnItemBackSaysWhatStaysAtTheConnector() {
        var id = deviceId(study.registerMonitor(api));
        var document = study.takenBack(study.monitor);
        for (var query : new String[] {"?dryRun=true", ""}) {
            var warning = api.put(study.path() + "/study-data" + query, document)
                    .json()
                    .getJsonObject("result")
                    .getJsonArray("warnings")
                    .getJsonObject(0);
            assertThat(warning.getString("inventoryId")).isEqualTo(study.monitor);
            assertThat(Identifier.of(warning.getString("deviceId"))).isEqualTo(id);
            assertThat(connector.twinsOf(Identifier.of(study.monitor))).isEqualTo(1);
        }
        assertThat(api.put(study.path() + "/study-data", document).json().getJsonObject("result"))
                .doesNotContainKey("warnings");
    }

    /** As a device that was brought over has none: the pair that nobody knows is told and can be revoked. */
    @Test
    void aLostAnswerForADeviceWithoutAPairIsToldAndRevokedAtTheConnector() throws SQLException {
        var id = deviceId(study.registerMonitor(api));
        database.update("DELETE FROM remote_pair WHERE study_id = '" + Identifier.of(study.studyId) + "'");
        assertState("NoPair");
        connector.fail("PUT", Fault.CUT_AFTER_THE_WORK);
        assertThat(recreate().errorCode()).isEqualTo("ORS_503_01");
        assertState("Unknown");
        for (var query : List.of("", "?state=Unknown", "?siteId=siteA&state=Locked,Unknown")) {
            assertThat(api.get(study.path() + "/devices" + query).body()).contains(study.monitor, "\"Unknown\"");
        }
        assertThat(api.get(study.path() + "/devices?state=AwaitingBootstrap,Expired,Locked")
                        .body())
                .doesNotContain(study.monitor);
        connector.heal();

        var lost = connector.accessIdOf(id);
        assertThat(api.delete(study.accessCodePath(study.monitor)).status()).isEqualTo(204);
        assertThat(connector.accessIdOf(id)).isNotEqualTo(lost);
        assertThat(api.get(study.subjectPath() + "/devices").body()).doesNotContain("Unknown");
        assertThat(recreate().status()).isEqualTo(200);
        assertState("AwaitingBootstrap");
        assertNothingIsLeft();
    }

    /** An import moves the subject to another site while the connector is called. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDeviceIsListedAtTheSiteToWhichItsSubjectCameDuringTheCall(boolean isFirstPair) throws InterruptedException {
        if (!isFirstPair) {
            study.registerMonitor(api);
        }
        var moved = "{\"subjects\":[{\"subjectId\":\"" + study.subjectId + "\",\"siteId\":\"siteB\"}]}";
        var held = connector.hold("PUT /of/" + study.studyId, 1);
        var call = CompletableFuture.supplyAsync(() -> isFirstPair ? study.registerMonitor(api) : recreate());
        try {
            assertThat(held.await()).isTrue();
            assertThat(api.put(study.path() + "/study-data", moved).status()).isEqualTo(200);
        } finally {
            held.close();
        }
        assertThat(call.join().status()).isEqualTo(200);
        assertThat(api.get(study.path() + "/devices?siteId=siteB").body()).contains(study.monitor);
        assertThat(api.get(study.path() + "/devices?siteId=siteA").body()).doesNotContain(study.monitor);
    }

    /** As the record of the operation has it: with the access ID, or that it is not known. */
    @ParameterizedTest
    @CsvSource({"false, AwaitingBootstrap", "true, Unknown"})
    void theRecordOfAnItemThatIsTakenBackHasTheStateOfItsRemotePair(boolean isAnswerLost, String state) {
        var registered = study.registerMonitor(api);
        assertThat(registered.status()).as(registered.body()).isEqualTo(200);
        var pair = registered.json().getString("accessId");
        if (isAnswerLost) {
            connector.fail("PUT", Fault.CUT_AFTER_THE_WORK);
            assertThat(recreate().errorCode()).isEqualTo("ORS_503_01");
        }
        assertThat(api.put(study.path() + "/study-data", study.takenBack(study.monitor))
                        .status())
                .isEqualTo(200);
        var ended = records("DEREGISTER_DEVICE").getJsonObject(0);
        assertThat(ended.getString("stateBefore")).isEqualTo(isAnswerLost ? state : state + " " + pair);
        assertThat(ended.getString("stateAfter")).isEqualTo("NotRegistered");
    }

    @Test
    void neitherTheOtpNorThePasswordIsStored() throws SQLException {
        study.registerMonitor(api);
        recreate();
        var stored = database.rows("SELECT * FROM remote_pair") + ""
                + database.rows("SELECT * FROM audit_record WHERE " + Database.JUST_NOW)
                + database.rows("SELECT * FROM device_service_settings");
        assertThat(stored).doesNotContain(MHealthSimulator.PASSWORD).doesNotContain(connector.otps());
    }
}
