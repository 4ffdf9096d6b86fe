package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /mhealth/api/deviceBootstrap}: the contract's section 7. */
@ExtendWith(RunningService.class)
class BootstrapIT {

    private static final String KEY = "phone-chosen-key-1";

    @Test
    void connectsADeviceOnce(Api api) {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);

        var connected = pair.redeem(api);

        assertThat(connected.status()).isEqualTo(200);
        assertThat(connected.header("Cache-Control")).isEqualTo("no-store");
        var secret = connected.json().getString("iotSharedSecret");
        assertThat(secret).matches("[A-Za-z0-9_-]{43}");
        assertThat(connected.body())
                .isEqualTo("{\"deviceModelUrn\":[\"urn:com:example:bpm\"],\"hardwareId\":\"" + study.monitor
                        + "\",\"iotBaseUrl\":\"https://iot.example.org\",\"iotDeviceId\":\"" + dashed(pair.id())
                        + "\",\"iotSharedSecret\":\"" + secret
                        + "\",\"profile\":\"BloodPressureMonitor\",\"studyname\":\"Hypertension at home\","
                        + "\"subjectId\":\"siteA-1\"}");
        assertAlreadyBootstrapped(pair.redeem(api));
        assertUniform401(pair.withWrongOtp().redeem(api));
    }

    @Test
    void theSurrogateIdIsTheRegistrationsNumberElseTheSubjectsElseTheMSubjectId(Api api) {
        var study = SampleStudy.in(api);
        var registered = api.post(
                study.subjectPath() + "/register-device", study.registration().replace("siteA-1", "another-number"));
        assertThat(Pair.of(registered).redeem(api).json().getString("subjectId"))
                .isEqualTo("another-number");

        var cloud = api.post(
                study.subjectPath() + "/register-device",
                "{\"inventoryId\":\"" + study.scale + "\",\"mSubjectId\":\"" + SampleStudy.M_SUBJECT_ID
                        + "\",\"vendorCode\":\"XYZ123\"}");
        assertThat(Pair.of(cloud).redeem(api).json().getString("subjectId")).isEqualTo("siteA-1");
    }

    /** Releases of before took white space alone as a subject number. */
    @Test
    void aSubjectNumberOfWhiteSpaceAloneDoesNotReachThePhone(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);
        for (var number : List.of("", " ", "\u00A0", "\u3000\u2003")) {
            for (var table : List.of("device_registration", "subject")) {
                database.update("UPDATE " + table + " SET subject_number = '" + number + "' WHERE subject_id = '"
                        + dashed(study.subjectId) + "'");
            }
            assertThat(pair.redeem(api, "key-of-sixteen-characters").json().getString("subjectId"))
                    .as(number)
                    .isEqualTo(SampleStudy.M_SUBJECT_ID);
        }
    }

    @Test
    void takesEverySpellingOfThePair(Api api) {
        var pair = Pair.registered(api, SampleStudy.in(api));
        var typed = new Pair(
                " " + pair.accessId().toLowerCase(Locale.ROOT).replace('0', 'o').replace('1', 'l') + " ",
                pair.id(),
                pair.otp().substring(0, 4) + "-" + pair.otp().substring(4).toLowerCase(Locale.ROOT));

        assertThat(typed.redeem(api).status()).isEqualTo(200);
        assertAlreadyBootstrapped(pair.redeem(api));
    }

    @Test
    void refusesUnknownWrongReplacedDeregisteredAndLockedPairsAlike(Api api) {
        var study = SampleStudy.in(api);
        var replaced = Pair.registered(api, study);
        var live = Pair.recreated(api, study);

        var refusals = new ArrayList<Answer>();
        refusals.add(live.withAccessId("ZZZZZZ").redeem(api));
        refusals.add(live.withWrongOtp().redeem(api));
        refusals.add(replaced.redeem(api));
        assertUniform401(live.withAccessId(replaced.accessId()).redeem(api));
        assertUniform401(live.withOtp(replaced.otp()).redeem(api));

        assertThat(api.delete(study.devicePath(study.monitor) + "?mSubjectId=" + SampleStudy.M_SUBJECT_ID)
                        .status())
                .isEqualTo(200);
        refusals.add(live.redeem(api));

        var locked = Pair.registered(api, study);
        assertThat(locked.id()).isNotEqualTo(live.id());
        IntStream.range(0, 10)
                .forEach(i -> assertUniform401(locked.withWrongOtp().redeem(api)));
        refusals.add(locked.redeem(api));
        assertThat(Pair.recreated(api, study).redeem(api).status()).isEqualTo(200);

        assertThat(refusals).allSatisfy(BootstrapIT::assertUniform401);
        assertThat(refusals.stream().map(BootstrapIT::headersThatMayTell).distinct())
                .hasSize(1);
    }

    @Test
    void attemptsBeyondTheLastStandInTheTrailOfTheStudyAndChangeNothing(Api api) {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);
        IntStream.range(0, 11).forEach(i -> assertUniform401(pair.withWrongOtp().redeem(api)));
        assertUniform401(pair.redeem(api));

        var records = api.get(study.path() + "/audit?action=BOOTSTRAP_DEVICE&limit=4")
                .json()
                .getJsonArray("records")
                .getValuesAs(JsonObject.class);
        assertThat(records)
                .allSatisfy(record -> assertThat(record.getString("actor")).isEqualTo(pair.accessId()));
        assertThat(records)
                .extracting(record -> record.getString("stateAfter", null))
                .containsExactly(null, null, "Locked", "AwaitingBootstrap");
    }

    @Test
    void aRightPairSurvivesNineWrongGuessesAndGuessesAtOthers(Api api) {
        var study = SampleStudy.in(api);
        var old = Pair.registered(api, study);
        var pair = Pair.recreated(api, study);
        IntStream.range(0, 20).forEach(i -> assertUniform401(old.redeem(api)));
        IntStream.range(0, 9).forEach(i -> assertUniform401(pair.withWrongOtp().redeem(api)));

        assertThat(pair.redeem(api).status()).isEqualTo(200);
    }

    @Test
    void aRecreationReopensABootstrappedDeviceForOneMoreBootstrap(Api api) {
        var study = SampleStudy.in(api);
        var first = Pair.registered(api, study);
        var firstSecret = first.redeem(api).json().getString("iotSharedSecret");

        var second = Pair.recreated(api, study);

        assertUniform401(first.redeem(api));
        var connected = second.redeem(api);
        assertThat(connected.json().getString("iotDeviceId")).isEqualTo(dashed(first.id()));
        assertThat(connected.json().getString("iotSharedSecret")).isNotEqualTo(firstSecret);
        assertAlreadyBootstrapped(second.redeem(api));
    }

    @Test
    void anItemDispensedToAnotherSubjectSinceIsNotConnected(Api api) {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);
        api.put(study.path() + "/study-data", study.dispensation(study.otherSubjectId, study.monitor));

        assertUniform401(pair.redeem(api));
    }

    /** It is the other subject's from then on, and so is what the phone sends. */
    @Test
    void anItemDispensedToAnotherSubjectSinceIsConnectedAsThatOnesAfterARecreation(Api api) {
        var study = SampleStudy.in(api);
        var first = Pair.registered(api, study);
        api.put(study.path() + "/study-data", study.dispensation(study.otherSubjectId, study.monitor));
        var subjectPath = study.path() + "/subjects/" + study.otherSubjectId;

        var device = api.get(subjectPath + "/devices").body();
        assertThat(device).contains("\"state\":\"Replaced\"").doesNotContain(first.accessId(), "issuedAt", "expiresAt");

        var answer = api.put(subjectPath + "/devices/" + study.monitor + "/access-code?mSubjectId=MSUBJECT-002");
        var connected = Pair.of(answer).redeem(api).json();
        assertThat(connected.getString("subjectId")).isEqualTo("siteA-2");
        assertThat(connected.getString("iotDeviceId")).isEqualTo(dashed(first.id()));
    }

    @Test
    void answersAgainWhereTheAnswerWasLost(Api api) {
        var pair = Pair.registered(api, SampleStudy.in(api));
        var first = pair.redeem(api, KEY);

        var again = pair.redeem(api, KEY);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().getString("iotSharedSecret"))
                .isNotEqualTo(first.json().getString("iotSharedSecret"));
        assertAlreadyBootstrapped(pair.redeem(api, KEY + "2"));
        assertAlreadyBootstrapped(pair.redeem(api));
        assertUniform401(pair.withWrongOtp().redeem(api, KEY));
        assertThat(pair.redeem(api, KEY).status()).isEqualTo(200);
    }

    @Test
    void answersAgainWhereTheConnectionBrokeAfterTheCommit(Api api, Server server, Database database)
            throws IOException, SQLException, InterruptedException {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);
        try (var phone = new RawHttp(server.uri("/").getPort())) {
            phone.send(RawHttp.head(
                    "POST",
                    Api.BASE + Pair.PATH,
                    "Content-Length: 0",
                    "Authorization: " + pair.authorization(),
                    "Idempotency-Key: " + KEY));
            awaitRedeemed(study, database);
            phone.reset();
        }
        assertAlreadyBootstrapped(pair.redeem(api, KEY + "2"));
        assertThat(pair.redeem(api, KEY).status()).isEqualTo(200);
    }

    @Test
    void aRedemptionWithoutAKeyIsNotAnsweredAgain(Api api) {
        var pair = Pair.registered(api, SampleStudy.in(api));
        assertThat(pair.redeem(api).status()).isEqualTo(200);
        assertAlreadyBootstrapped(pair.redeem(api, KEY));
    }

    @Test
    void askingAgainWithTheRightPairNeverLocksIt(Api api) {
        var pair = Pair.registered(api, SampleStudy.in(api));
        pair.redeem(api);
        IntStream.range(0, 15).forEach(i -> assertAlreadyBootstrapped(pair.redeem(api)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "fifteen-charact", "a key with a space in it"})
    void refusesAMalformedIdempotencyKey(String key, Api api, Database database) throws SQLException {
        var pair = Pair.registered(api, SampleStudy.in(api));
        AccessCodeIT.assertRefused(
                pair.redeem(api, key),
                400,
                "ORS_400_01",
                "INVALID_REQUEST",
                "Idempotency-Key must have 16 to 64 visible ASCII characters",
                "\"parameter\":\"Idempotency-Key\",");
        assertThat(database.rows("SELECT error_code FROM audit_record WHERE actor = '" + pair.accessId() + "'"))
                .containsExactly(List.of("ORS_400_01"));
        assertThat(pair.redeem(api).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic",
                "Basic ",
                "Basic !!!!",
                "Basic QUJDMTIz",
                "Basic Og==",
                "Basic gICAOgA=",
                "Basic QUJDMTIzOkFCQ0QKMjM0",
                "Digest QUJDMTIzOkFCQ0QxMjM0",
                "Basic QUJDMTIzOkFCQ0QxMjM0, Basic QUJDMTIzOkFCQ0QxMjM0"
            })
    void refusesWhatIsNotBasic(String authorization, Api api) {
        assumeFalse(authorization.matches("Basic (!!!!|QUJDMTIz)") && Difference.BASIC_WITHOUT_A_COLON.isHere());
        assertUniform401(Pair.redeemWith(api, authorization, null));
    }

    @Test
    void refusesNoAndTooLongAHeader(Api api) {
        assertUniform401(Pair.redeemWith(api, null, null));
        assertUniform401(Pair.redeemWith(api, Pair.basic("ABC123:" + "A".repeat(1_000)), null));
    }

    private static void awaitRedeemed(SampleStudy study, Database database) {
        var redeemed = "SELECT 1 FROM bootstrap_credential WHERE redeemed_at IS NOT NULL AND study_id = CAST('"
                + study.studyId + "' AS uuid)";
        Waiting.until(Duration.ofSeconds(10), () -> !database.rows(redeemed).isEmpty());
    }

    private static Map<String, List<String>> headersThatMayTell(Answer answer) {
        var headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeAll(Set.of("date", "x-request-id"));
        return headers;
    }

    static void assertUniform401(Answer answer) {
        AccessCodeIT.assertRefused(
                answer, 401, "ORS_401_02", "INVALID_ACCESS_ID_OR_OTP", "Invalid accessId or OTP", "");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Basic realm=\"mHealth\", charset=\"UTF-8\"");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    static void assertAlreadyBootstrapped(Answer answer) {
        AccessCodeIT.assertRefused(
                answer, 400, "ORS_400_13", "DEVICE_ALREADY_BOOTSTRAPPED", "The device is already bootstrapped", "");
    }

    private static String dashed(String id) {
        return id.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5")
                .toLowerCase(Locale.ROOT);
    }
}
