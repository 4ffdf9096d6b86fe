package org.openors.connector.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.connector.ConnectorFailure;
import org.openors.connector.DeviceTwin;
import org.openors.connector.MHealthConnector;
import org.openors.credential.IssuedCredential;
import org.openors.error.ErrorCode;
import org.openors.identity.DeviceKey;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.settings.GivenSettings;
import org.openors.simulator.Fault;
import org.openors.simulator.MHealthSimulator;
import org.openors.study.ConnectorAccount;

/** The remote connector against the simulated one: each row of the contract's table, each fault, and the limits. */
class RemoteConnectorTest {

    private static final ConnectorLimits LIMITS = new ConnectorLimits(
            Duration.ofSeconds(2), Duration.ofMillis(1_000), Duration.ofMillis(2_000), 2, 3, Duration.ofMillis(300));
    private static final Duration TOO_LONG = Duration.ofSeconds(6);

    private static MHealthSimulator simulator;
    private static ExecutorService executor;

    private RemoteConnectors connectors;

    @BeforeAll
    static void start() {
        simulator = new MHealthSimulator();
        executor = Executors.newCachedThreadPool();
        warmUp();
    }

    /** The first call of a process takes longer than the limits of these tests. */
    private static void warmUp() {
        GivenSettings.are(Map.of("ORS_CONNECTOR_URLS", simulator.url()));
        patientConnector(simulator.url()).register(twin(UUID.randomUUID()));
    }

    private static MHealthConnector patientConnector(String url) {
        return patientConnectors().of(GivenConnectors.account(url));
    }

    private static RemoteConnectors patientConnectors() {
        var minute = Duration.ofMinutes(1);
        return GivenConnectors.with(new ConnectorLimits(minute, minute, minute, 2, 3, minute), executor);
    }

    @AfterAll
    static void stop() {
        executor.shutdownNow();
        simulator.close();
    }

    @BeforeEach
    void allow() {
        GivenSettings.are(
                Map.of("ORS_CONNECTOR_URLS", simulator.url() + "," + simulator.httpsUrl() + ",http://127.0.0.1:1"));
        connectors = GivenConnectors.with(LIMITS, executor);
    }

    @AfterEach
    void heal() {
        simulator.heal();
        GivenSettings.are(Map.of());
    }

    private MHealthConnector connector() {
        return connector(simulator.url());
    }

    private MHealthConnector connector(String url) {
        return connectors.of(GivenConnectors.account(url));
    }

    private static DeviceTwin twin(UUID deviceId) {
        var key = new DeviceKey(new StudyMode(UUID.randomUUID(), Mode.test), UUID.randomUUID());
        return twin(key, deviceId, "M 1ä", null);
    }

    private static DeviceTwin twin(DeviceKey key, UUID deviceId, String mSubjectId, String twinMSubjectId) {
        return twin(key, deviceId, mSubjectId, twinMSubjectId, Set.of());
    }

    private static DeviceTwin twin(
            DeviceKey key, UUID deviceId, String mSubjectId, String twinMSubjectId, Set<UUID> ofOtherModes) {
        return new DeviceTwin(
                key,
                deviceId,
                UUID.randomUUID(),
                "siteA",
                mSubjectId,
                twinMSubjectId,
                ofOtherModes,
                "site-1",
                null,
                null,
                "nurse-17",
                null);
    }

    private static DeviceTwin unregistered() {
        return twin(null);
    }

    /** A registered device. */
    private DeviceTwin registered() {
        var twin = unregistered();
        var id = connector().register(twin).deviceId();
        return twin(twin.key(), id, twin.mSubjectId(), twin.mSubjectId());
    }

    /** A connector knows no modes: it may have the item once for each. */
    @Test
    void theTwinOfAnotherModeStaysAsItIs() {
        var other = registered();
        var pair = simulator.accessIdOf(other.deviceId());
        var device = twin(other.key(), null, other.mSubjectId(), null, Set.of(other.deviceId()));
        var id = connector().register(device).deviceId();
        assertThat(id).isNotEqualTo(other.deviceId());
        assertThat(connector().register(device).deviceId()).as("again").isEqualTo(id);
        assertThat(simulator.accessIdOf(other.deviceId())).isEqualTo(pair);
    }

    @Test
    void aNewPairReplacesTheOldOneAndTheCallIsTold() {
        var twin = registered();
        var before = simulator.accessIdOf(twin.deviceId());
        var connector = connector();
        var issued = connector.recreate(twin);

        assertThat(issued.deviceId()).isEqualTo(twin.deviceId());
        assertThat(issued.accessId()).isNotEqualTo(before).isEqualTo(simulator.accessIdOf(twin.deviceId()));
        assertThat(issued.otp()).isEqualTo(simulator.otps().get(simulator.otps().size() - 1));
        assertThat(connector.lastCall().orElseThrow()).matches("PUT host=127\\.0\\.0\\.1 status=202 ms=[0-9]+");
    }

    @Test
    void aTwinThatIsThereAlreadyIsAdopted() {
        var twin = registered();
        simulator.requests().clear();

        assertThat(connector().register(twin).deviceId()).isEqualTo(twin.deviceId());
        assertThat(simulator.twinsOf(twin.key().inventoryId())).isEqualTo(1);
        assertThat(simulator.requests()).noneMatch(request -> request.startsWith("POST"));
    }

    /** An earlier system may have given it another name. It keeps its id (contract, section 3). */
    @Test
    void aRegisteredDeviceIsFoundUnderAnotherName() {
        var known = registered();
        var renamed = twin(twin(known.deviceId()).key(), known.deviceId(), known.mSubjectId(), null);
        var before = simulator.accessIdOf(known.deviceId());

        var issued = connector().register(renamed);
        assertThat(issued.deviceId()).isEqualTo(known.deviceId());
        assertThat(issued.accessId()).isNotEqualTo(before).isEqualTo(simulator.accessIdOf(known.deviceId()));
        assertThat(simulator.twinsOf(renamed.key().inventoryId())).isZero();
    }

    @Test
    void aLostAnswerForADeviceUnderAnotherNameMakesNoSecondTwin() {
        var known = registered();
        var renamed = twin(twin(known.deviceId()).key(), known.deviceId(), known.mSubjectId(), null);
        simulator.fail("PUT", Fault.STATUS_504_AFTER_THE_WORK);
        var failure =
                catchThrowableOfType(ConnectorFailure.class, () -> connector().register(renamed));
        assertThat(failure.isOutcomeUnknown()).isTrue();
        assertThat(simulator.twinsOf(renamed.key().inventoryId())).isZero();
    }

    /** Both modes were brought over with one id. A new pair would end that of the other mode. */
    @Test
    void aDeviceThatAnotherModeHasIsNotTakenByItsId() {
        var other = registered();
        var pair = simulator.accessIdOf(other.deviceId());
        var key = twin(other.deviceId()).key();
        var device = twin(key, other.deviceId(), other.mSubjectId(), null, Set.of(other.deviceId()));
        assertThat(connector().register(device).deviceId()).isNotEqualTo(other.deviceId());
        assertThat(simulator.accessIdOf(other.deviceId())).isEqualTo(pair);
    }

    @Test
    void aRegisteredDeviceThatTheConnectorHasNoMoreIsMadeAgain() {
        var known = registered();
        connector().deregister(known);
        var issued = connector().register(known);
        assertThat(issued.accessId()).isEqualTo(simulator.accessIdOf(issued.deviceId()));
        assertThat(simulator.twinsOf(known.key().inventoryId())).isEqualTo(1);
    }

    @Test
    void aLostAnswerToPostLeavesOneTwin() {
        var twin = unregistered();
        simulator.fail("POST", Fault.CUT_AFTER_THE_WORK);
        var failure =
                catchThrowableOfType(ConnectorFailure.class, () -> connector().register(twin));
        assertThat(failure.isOutcomeUnknown()).isTrue();
        assertThat(simulator.twinsOf(twin.key().inventoryId())).isEqualTo(1);

        simulator.heal();
        connector().register(twin);
        assertThat(simulator.twinsOf(twin.key().inventoryId())).isEqualTo(1);
    }

    @Test
    void aDeviceThatIsNotThereIsDeregisteredAll() {
        var twin = registered();
        connector().deregister(twin);
        connector().deregister(twin);
        assertThat(simulator.twinsOf(twin.key().inventoryId())).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "SLOW_FIRST_BYTE, CONNECTOR_UNAVAILABLE, true, 30",
        "TRICKLE, CONNECTOR_UNAVAILABLE, true, 30",
        "CUT_BEFORE_THE_WORK, CONNECTOR_UNAVAILABLE, true, 30",
        "CUT_AFTER_THE_WORK, CONNECTOR_UNAVAILABLE, true, 30",
        "STATUS_400, INTERNAL_ERROR, false,",
        "STATUS_401, MHEALTH_SETTINGS_REFUSED, false,",
        "STATUS_403, MHEALTH_SETTINGS_REFUSED, false,",
        "STATUS_429, CONNECTOR_UNAVAILABLE, false, 7",
        "STATUS_500, CONNECTOR_UNAVAILABLE, true, 30",
        "STATUS_500_AFTER_THE_WORK, CONNECTOR_UNAVAILABLE, true, 30",
        "STATUS_502_AFTER_THE_WORK, CONNECTOR_UNAVAILABLE, true, 30",
        "STATUS_503, CONNECTOR_UNAVAILABLE, false, 300",
        "STATUS_503_AFTER_THE_WORK, CONNECTOR_UNAVAILABLE, true, 30",
        "STATUS_504_AFTER_THE_WORK, CONNECTOR_UNAVAILABLE, true, 30",
        "HTML, CONNECTOR_UNAVAILABLE, true, 30",
        "MEMBER_TWICE, CONNECTOR_UNAVAILABLE, true, 30",
        "OTP_MISSING, CONNECTOR_UNAVAILABLE, true, 30",
        "HALF_A_JSON, CONNECTOR_UNAVAILABLE, true, 30",
        "TEN_MEGABYTES, CONNECTOR_UNAVAILABLE, true, 30",
        "REDIRECT, CONNECTOR_UNAVAILABLE, false, 30",
        "WRONG_CONTENT_TYPE, CONNECTOR_UNAVAILABLE, true, 30"
    })
    void eachFaultHasItsAnswerInTime(Fault fault, ErrorCode code, boolean isUnknown, String retryAfter) {
        var twin = registered();
        simulator.fail("PUT", fault);
        long begin = System.nanoTime();

        var failure =
                catchThrowableOfType(ConnectorFailure.class, () -> connector().recreate(twin));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(TOO_LONG);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.isOutcomeUnknown()).isEqualTo(isUnknown);
        assertThat(failure.headers().get("Retry-After")).isEqualTo(retryAfter);
        assertThat(failure.toString() + failure.details()).doesNotContain("CANARY");
        assertThat(simulator.requests()).noneMatch(request -> request.contains("elsewhere"));
        simulator.heal();
        assertThat(connector().recreate(twin).accessId()).isEqualTo(simulator.accessIdOf(twin.deviceId()));
    }

    @Test
    void whatTheConnectorDoesNotKnowIsNotRegistered() {
        var failure =
                catchThrowableOfType(ConnectorFailure.class, () -> connector().recreate(twin(UUID.randomUUID())));
        assertThat(failure.code()).isEqualTo(ErrorCode.DEVICE_NOT_REGISTERED);
        assertThat(failure.details()).containsEntry("connector", "NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, CUT_BEFORE_THE_WORK, CONNECTOR_UNAVAILABLE, false",
        "GET, SLOW_FIRST_BYTE, CONNECTOR_UNAVAILABLE, false",
        "GET, HTML, CONNECTOR_UNAVAILABLE, false",
        "GET, STATUS_401, MHEALTH_SETTINGS_REFUSED, false",
        "GET, STATUS_504_AFTER_THE_WORK, CONNECTOR_UNAVAILABLE, false",
        "POST, CUT_BEFORE_THE_WORK, CONNECTOR_UNAVAILABLE, true",
        "POST, SLOW_FIRST_BYTE, CONNECTOR_UNAVAILABLE, true",
        "POST, HALF_A_JSON, CONNECTOR_UNAVAILABLE, true",
        "POST, STATUS_400, INTERNAL_ERROR, false",
        "POST, STATUS_503, CONNECTOR_UNAVAILABLE, false",
        "POST, STATUS_502_AFTER_THE_WORK, CONNECTOR_UNAVAILABLE, true"
    })
    void eachFaultOfARegistrationLeavesAtMostOneTwin(String method, Fault fault, ErrorCode code, boolean isUnknown) {
        var twin = unregistered();
        simulator.fail(method, fault);
        var failure =
                catchThrowableOfType(ConnectorFailure.class, () -> connector().register(twin));
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.isOutcomeUnknown()).isEqualTo(isUnknown);
        simulator.heal();
        connector().register(twin);
        assertThat(simulator.twinsOf(twin.key().inventoryId())).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "CUT_BEFORE_THE_WORK, CONNECTOR_UNAVAILABLE, true",
        "CUT_AFTER_THE_WORK, CONNECTOR_UNAVAILABLE, true",
        "STATUS_403, MHEALTH_SETTINGS_REFUSED, false",
        "STATUS_500, CONNECTOR_UNAVAILABLE, true",
        "STATUS_504_AFTER_THE_WORK, CONNECTOR_UNAVAILABLE, true"
    })
    void aFailedDeregistrationCanBeRepeated(Fault fault, ErrorCode code, boolean isUnknown) {
        var twin = registered();
        simulator.fail("DELETE", fault);
        var failure =
                catchThrowableOfType(ConnectorFailure.class, () -> connector().deregister(twin));
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.isOutcomeUnknown()).isEqualTo(isUnknown);
        simulator.heal();
        connector().deregister(twin);
        assertThat(simulator.twinsOf(twin.key().inventoryId())).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void aSubjectThatNoUrlCanNameDoesNotExistThere(String mSubjectId) {
        var any = twin(UUID.randomUUID());
        var twin = twin(any.key(), any.deviceId(), mSubjectId, null);
        simulator.requests().clear();
        assertNotFound(() -> connector().recreate(twin));
        assertNotFound(() -> connector().register(twin));
        assertNotFound(() -> connector().revoke(twin));
        connector().deregister(twin);
        assertThat(simulator.requests()).isEmpty();
    }

    /** It is asked for the subject for whom it was registered there, and for the one who has it now. */
    @ParameterizedTest
    @CsvSource({"M 1ä, M-2", "M-0, M 1ä", "., M 1ä", "M 1ä, .", ", M 1ä"})
    void aDeviceIsEndedForWhomeverTheConnectorHasIt(String registeredFor, String holder) {
        var known = registered();
        var pair = simulator.accessIdOf(known.deviceId());
        var twin = twin(known.key(), known.deviceId(), holder, registeredFor);
        connector().revoke(twin);
        assertThat(simulator.accessIdOf(known.deviceId())).isNotEmpty().isNotEqualTo(pair);
        connector().deregister(twin);
        assertThat(simulator.accessIdOf(known.deviceId())).isEmpty();
        assertNotFound(() -> connector().revoke(twin));
    }

    /** The device is another one for another subject: the old one has a pair, too. */
    @Test
    void aRegistrationForAnotherSubjectEndsTheDeviceOfTheFormerOne() {
        var known = registered();
        var twin = twin(known.key(), known.deviceId(), "M-2", known.mSubjectId());
        simulator.fail("POST", Fault.STATUS_400);
        var failure =
                catchThrowableOfType(ConnectorFailure.class, () -> connector().register(twin));
        assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
        assertThat(failure.isOutcomeUnknown()).as("the old device has ended").isTrue();
        assertThat(simulator.twinsOf(twin.key().inventoryId())).isZero();

        simulator.heal();
        var issued = connector().register(twin);
        assertThat(issued.deviceId()).isNotEqualTo(known.deviceId());
        assertThat(issued.accessId()).isEqualTo(simulator.accessIdOf(issued.deviceId()));
        assertThat(simulator.twinsOf(twin.key().inventoryId())).isEqualTo(1);
    }

    /** A connector may say that the former subject has left the study. */
    @Test
    void aDeviceThatIsGoneIsAsOneThatIsNotThere() {
        var known = registered();
        simulator.fail("DELETE", Fault.STATUS_410);
        assertThatCode(() -> connector().deregister(known)).doesNotThrowAnyException();
        var twin = twin(known.key(), known.deviceId(), "M-2", known.mSubjectId());
        assertThat(connector().register(twin).accessId()).isNotEmpty();
    }

    /** What was lost for the first subject is not looked for with the second one. */
    @Test
    void onlyNotFoundLeadsToTheNextSubject() {
        var known = registered();
        var twin = twin(known.key(), known.deviceId(), "M-2", known.mSubjectId());
        simulator.fail("DELETE", Fault.STATUS_504_AFTER_THE_WORK);
        simulator.requests().clear();
        var failure =
                catchThrowableOfType(ConnectorFailure.class, () -> connector().deregister(twin));
        assertThat(failure.isOutcomeUnknown()).isTrue();
        assertThat(simulator.requests()).hasSize(1);
    }

    private static void assertNotFound(ThrowingCallable call) {
        assertThat(catchThrowableOfType(ConnectorFailure.class, call).code())
                .isEqualTo(ErrorCode.DEVICE_NOT_REGISTERED);
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, a%2Fb",
        "../x, ..%2Fx",
        "a\\b, a%5Cb",
        "a;b=c, a%3Bb%3Dc",
        "%2e%2e, %252e%252e",
        "%2F, %252F",
        "50%, 50%25",
        "a?b, a%3Fb",
        "'a#b', a%23b",
        "{x}, %7Bx%7D",
        "M 1ä, M%201%C3%A4",
        "..., ...",
        "a&b=c, a%26b%3Dc",
        "a+b@c:d, a%2Bb%40c%3Ad",
        "/api/studies/x%25, %2Fapi%2Fstudies%2Fx%2525",
        "a//b, a%2F%2Fb"
    })
    void aSubjectIsOneSegmentOfTheUrl(String mSubjectId, String segment) {
        var any = unregistered();
        var twin = twin(any.key(), any.deviceId(), mSubjectId, null);
        simulator.requests().clear();
        var id = connector().register(twin).deviceId();
        var devices = " /api/studies/S-1/subjects/" + segment + "/devices";
        assertThat(simulator.requests())
                .containsExactly(
                        "GET" + devices + "?srcDeviceName=" + any.key().inventoryId(),
                        "POST" + devices,
                        "PUT" + devices + "/" + id + "/cred");
    }

    @Test
    void clientsThatAreIdleAreClosed() {
        GivenSettings.are(Map.of("ORS_CONNECTOR_URLS", simulator.url()));
        var ways = new Ways(LIMITS, new TrustedAuthorities(Optional.empty()), executor);
        for (int i = 0; i < 20; i++) {
            ways.of(new ConnectorAccount(Mode.test, simulator.url(), "ors", "password-" + i, "S-1"));
        }
        ways.removeIdle(System.nanoTime());
        assertThat(ways.size()).isEqualTo(20);
        ways.removeIdle(System.nanoTime() + Duration.ofMinutes(11).toNanos());
        assertThat(ways.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:1, NOT_CONNECTED",
        "https://connector.invalid, NAME_NOT_RESOLVED",
        "TLS, CERTIFICATE_REFUSED",
        "https://elsewhere.example.org, URL_NOT_ALLOWED"
    })
    void aCheckTellsWhereTheWayEnds(String url, ConnectorProblem problem) {
        GivenSettings.are(
                Map.of("ORS_CONNECTOR_URLS", simulator.httpsUrl() + ",http://127.0.0.1:1,https://connector.invalid"));
        var account = GivenConnectors.account("TLS".equals(url) ? simulator.httpsUrl() : url);
        assertThat(connectors.check(account, "M").problem()).contains(problem);
    }

    /** The authority is made by the JDK's keytool for this run only. */
    @Test
    void aPrivateAuthorityIsTrustedIfTheOperatorNamesIt(@TempDir Path directory) throws Exception {
        var keystore = directory.resolve("own.p12");
        keytool(
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-dname",
                "CN=own",
                "-ext",
                "san=ip:127.0.0.1",
                "-keystore",
                keystore.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "for-this-run");
        var authority = directory.resolve("own.pem");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "own",
                "-keystore",
                keystore.toString(),
                "-storepass",
                "for-this-run",
                "-file",
                authority.toString());
        try (var own = new MHealthSimulator(keystore, "for-this-run")) {
            var settings = Map.of("ORS_CONNECTOR_URLS", own.httpsUrl());
            GivenSettings.are(settings);
            assertThat(connectors
                            .check(GivenConnectors.account(own.httpsUrl()), "M")
                            .problem())
                    .contains(ConnectorProblem.CERTIFICATE_REFUSED);
            GivenSettings.are(
                    Map.of("ORS_CONNECTOR_URLS", own.httpsUrl(), "ORS_CONNECTOR_TRUSTSTORE", authority.toString()));
            var trusting = new RemoteConnectors(LIMITS, TrustedAuthorities.ofSettings(), executor, Clock.systemUTC());
            assertThat(trusting.check(GivenConnectors.account(own.httpsUrl()), "M")
                            .problem())
                    .isEmpty();
        }
    }

    private static void keytool(String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).redirectErrorStream(true).start().waitFor())
                .isZero();
    }

    @Test
    void whereNobodyListensNothingWasDone() {
        var failure = catchThrowableOfType(
                ConnectorFailure.class, () -> connector("http://127.0.0.1:1").recreate(twin(UUID.randomUUID())));
        assertThat(failure.code()).isEqualTo(ErrorCode.CONNECTOR_UNAVAILABLE);
        assertThat(failure.isOutcomeUnknown()).isFalse();
    }

    /** The first handshake of a process may take longer than the limits of these tests. */
    @Test
    void aCertificateThatNobodyTrustsIsRefused() {
        simulator.requests().clear();
        var failure = catchThrowableOfType(
                ConnectorFailure.class,
                () -> patientConnector(simulator.httpsUrl()).recreate(twin(UUID.randomUUID())));
        assertThat(failure.code()).isEqualTo(ErrorCode.CONNECTOR_UNAVAILABLE);
        assertThat(failure.isOutcomeUnknown()).isFalse();
        assertThat(simulator.requests()).isEmpty();
    }

    @Test
    void aUrlThatIsNotAllowedIsNotCalled() {
        assertThatThrownBy(() -> connector("http://127.0.0.1:2")).hasMessageContaining("not allowed");
    }

    @Test
    void afterThreeFailuresOneCallIsTriedAfterAWhile() throws InterruptedException {
        var twin = registered();
        simulator.fail("PUT", Fault.STATUS_500);
        IntStream.range(0, 3).forEach(i -> refused(twin));
        simulator.requests().clear();
        simulator.heal();
        refused(twin);
        assertThat(simulator.requests()).isEmpty();

        var issued = Optional.<String>empty();
        for (int i = 0; i < 200 && issued.isEmpty(); i++) {
            Thread.sleep(20);
            issued = tried(twin);
        }
        assertThat(issued).contains(simulator.accessIdOf(twin.deviceId()));
    }

    /** Contract, section 1: nothing done in one mode may touch another, also where both have one account. */
    @Test
    void failuresInOneModeDoNotOpenTheCircuitOfAnother() {
        connectors = patientConnectors();
        var twin = registered();
        simulator.fail("PUT", Fault.STATUS_500);
        IntStream.range(0, 3).forEach(i -> refused(twin));
        simulator.heal();
        refused(twin);
        assertThat(connectorIn(Mode.active).recreate(twin).accessId()).isEqualTo(simulator.accessIdOf(twin.deviceId()));
    }

    @Test
    void callsInOneModeTakeNoPlaceOfAnother() throws Exception {
        connectors = patientConnectors();
        var twin = registered();
        var active = connectorIn(Mode.active);
        try (var held = simulator.hold("PUT", 2)) {
            var slow = IntStream.range(0, 2)
                    .mapToObj(i -> executor.submit(() -> connector().recreate(twin)))
                    .toList();
            assertThat(held.await()).isTrue();
            refused(twin);
            active.deregister(twin);
            assertThat(slow).noneMatch(Future::isDone);
        }
    }

    private MHealthConnector connectorIn(Mode mode) {
        return connectors.of(GivenConnectors.account(mode, simulator.url()));
    }

    /** Nor do calls take the places of checks. */
    @Test
    void checksTakeNoPlaceOfCalls() throws Exception {
        connectors = patientConnectors();
        var twin = registered();
        var account = GivenConnectors.account(simulator.url());
        List<Future<ConnectorCheck>> slow;
        try (var held = simulator.hold("GET", 2)) {
            slow = IntStream.range(0, 2)
                    .mapToObj(i -> executor.submit(() -> connectors.check(account, "M")))
                    .toList();
            assertThat(held.await()).isTrue();
            assertThat(connectors.check(account, "M").problem()).contains(ConnectorProblem.TOO_MANY_CALLS);
            assertThat(connector().recreate(twin).accessId()).isEqualTo(simulator.accessIdOf(twin.deviceId()));
            assertThat(slow).noneMatch(Future::isDone);
        }
        for (var check : slow) {
            assertThat(check.get().problem()).isEmpty();
        }
        try (var held = simulator.hold("PUT", 2)) {
            IntStream.range(0, 2).forEach(i -> executor.submit(() -> connector().recreate(twin)));
            assertThat(held.await()).isTrue();
            assertThat(connectors.check(account, "M").problem()).isEmpty();
        }
    }

    private Optional<String> tried(DeviceTwin twin) {
        try {
            return Optional.of(connector().recreate(twin).accessId());
        } catch (ConnectorFailure open) {
            return Optional.empty();
        }
    }

    private void refused(DeviceTwin twin) {
        assertThatThrownBy(() -> connector().recreate(twin)).isInstanceOf(ConnectorFailure.class);
    }

    @Test
    void theSeventeenthCallAtOnceIsRefusedAtOnceAndAnotherConnectorIsNotSlower() throws Exception {
        var twin = registered();
        var minute = Duration.ofMinutes(1);
        connectors = GivenConnectors.with(new ConnectorLimits(minute, minute, minute, 16, 5, minute), executor);
        var other = new ConnectorAccount(Mode.test, simulator.url(), "other", "other", "S-1");
        List<Future<IssuedCredential>> slow;
        try (var held = simulator.hold("PUT", 16)) {
            slow = IntStream.range(0, 16)
                    .mapToObj(i -> executor.submit(() -> connector().recreate(twin)))
                    .toList();
            assertThat(held.await()).isTrue();
            long begin = System.nanoTime();
            refused(twin);
            assertThatThrownBy(() -> connectors.of(other).deregister(twin)).hasMessageContaining("account");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(TOO_LONG);
        }
        for (var call : slow) {
            assertThat(call.get().deviceId()).isEqualTo(twin.deviceId());
        }
    }
}
