package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openors.simulator.Fault;
import org.openors.simulator.MHealthSimulator;

/**
 * A server of its own, which logs all it can, hands out many OTPs; phones redeem some. Each OTP, each phone's secrets, the
 * caller's token and a connector's password: each stands in the one answer that hands it over, and in no other answer, no
 * log and no file of the database.
 */
@Tag("reliability")
@OnOneDatabase("postgresql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsIT {

    private static final int RECREATIONS = Scale.of(100, 200, 1_000);
    private static final int REDEMPTIONS = 20;
    private static final int ANSWERS_OF_TRAILS_AND_PASSWORD = 9;
    private static final String PLANTED = "PLANTED7";

    private final Path home = Path.of(
                    "target", "it", System.getProperty("ors.it.database", "h2"), "secrets-" + System.nanoTime())
            .toAbsolutePath();
    private final List<Answer> recreations = new ArrayList<>();
    private final List<String> secrets = new ArrayList<>();
    private final List<Answer> otherAnswers = new ArrayList<>();

    private final List<Answer> remoteAnswers = new ArrayList<>();
    private final MHealthSimulator connector = new MHealthSimulator();

    private Database database;
    private Server server;
    private Api api;

    @BeforeAll
    void handOutSecrets() throws IOException {
        start();
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        putAPassword();
        useARemoteConnector();
        try (var race = new Race(4)) {
            recreations.addAll(race.run(RECREATIONS, () -> api.put(study.accessCodePath(study.monitor))));
        }
        for (int i = 0; i < REDEMPTIONS; i++) {
            redeem(study);
        }
        readTheTrail(study);
        recreations.stream().map(Pair::of).map(Pair::otp).forEach(secrets::add);
        // An OTP of hexadecimal digits only may stand in a UUID by chance.
        secrets.removeIf(secret -> secret.matches("[0-9A-F]+"));
    }

    private void putAPassword() {
        var password = "Str0ng-" + UUID.randomUUID();
        secrets.add(password);
        otherAnswers.add(api.put(
                new SampleStudy("test").path() + "/study-data",
                "{\"version\":\"1\",\"deviceService\":{\"connector\":\"remote\",\"url\":\"https://mhealth.example.org\","
                        + "\"userName\":\"ors\",\"mHealthStudyId\":\"1\",\"password\":\"" + password + "\"}}"));
    }

    /** Pairs and failures of a remote connector: its OTPs, its words and the account are secrets, too. */
    private void useARemoteConnector() {
        var remote = RemoteConnectorIT.remoteStudy(api, connector);
        remote.registerMonitor(api);
        for (var fault : List.of(Fault.NONE, Fault.STATUS_500, Fault.HTML, Fault.HALF_A_JSON, Fault.MEMBER_TWICE)) {
            connector.fail("PUT", fault);
            var answer = api.put(remote.accessCodePath(remote.monitor));
            assertThat(answer.status()).isEqualTo(fault == Fault.NONE ? 200 : 503);
            remoteAnswers.add(answer);
        }
        remoteAnswers.remove(0);
        var account = MHealthSimulator.USER + ":" + MHealthSimulator.PASSWORD;
        secrets.add(MHealthSimulator.PASSWORD);
        secrets.add(Base64.getEncoder().encodeToString(account.getBytes(StandardCharsets.UTF_8)));
        secrets.add("CANARY-BODY");
        secrets.addAll(connector.otps());
        readTheTrail(remote);
    }

    /** The trail in each form in which it is given out. */
    private void readTheTrail(SampleStudy study) {
        for (var form : List.of("application/json", "text/csv", "application/fhir+ndjson")) {
            otherAnswers.add(api.send("GET", study.path() + "/audit", request -> request.header("Accept", form)));
        }
        otherAnswers.add(api.get(study.path() + "/audit/archive"));
    }

    private void redeem(SampleStudy study) {
        var recreation = api.put(study.accessCodePath(study.monitor));
        recreations.add(recreation);
        var pair = Pair.of(recreation);
        otherAnswers.add(pair.withWrongOtp().redeem(api));
        var idempotencyKey = "key-" + UUID.randomUUID();
        var connected = pair.redeem(api, idempotencyKey);
        var connectionSecret = connected.json().getString("iotSharedSecret");
        otherAnswers.add(new Answer(200, connected.headers(), connected.body().replace(connectionSecret, "")));
        otherAnswers.add(pair.redeem(api));
        otherAnswers.add(api.get(study.subjectPath() + "/devices"));
        otherAnswers.add(api.get(study.accessCodePath(study.monitor).replace("?", "/check?")));
        otherAnswers.add(api.put(study.accessCodePath(study.undispensed)));
        secrets.add(connectionSecret);
        secrets.add(idempotencyKey);
        secrets.add(pair.withWrongOtp().otp());
        secrets.add(pair.authorization().substring("Basic ".length()));
    }

    private void start() throws IOException {
        database = Database.ofThisRun(home);
        var tokens = new Tokens();
        var settings = new HashMap<>(database.settings());
        settings.put("MP_JWT_VERIFY_ISSUER", Tokens.ISSUER);
        settings.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", tokens.publishKeys(home));
        settings.put("ORS_CONNECTOR_URLS", connector.url() + ",https://mhealth.example.org");
        // So that the server's own temporary files are searched, too.
        var temporary = Files.createDirectories(home.resolve("tmp"));
        var options = "-Djava.io.tmpdir=" + temporary;
        settings.merge("ORS_JAVA_OPTIONS", options, (one, other) -> one + " " + other);
        server = Server.launchLoggingAll(home, settings).awaitReady();
        var token = tokens.with(Api.ALL_RIGHTS);
        secrets.add(token.substring(token.lastIndexOf('.') + 1));
        api = new Api(server, tokens).as(token);
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        database.close();
        connector.close();
    }

    @Test
    void anOtpStandsInTheAnswerThatHandsItOverAndInNoOther() {
        var canaries = new Canaries(secrets);
        assertThat(secrets).hasSizeGreaterThan(RECREATIONS * 9 / 10);
        assertThat(recreations)
                .hasSize(RECREATIONS + REDEMPTIONS)
                .allSatisfy(answer -> assertThat(canaries.in(answer.toString()))
                        .isSubsetOf(Pair.of(answer).otp()));
        assertThat(otherAnswers)
                .hasSize(6 * REDEMPTIONS + ANSWERS_OF_TRAILS_AND_PASSWORD)
                .allSatisfy(answer -> assertThat(canaries.in(answer.toString())).isEmpty());
        assertThat(remoteAnswers)
                .hasSize(4)
                .allSatisfy(answer -> assertThat(canaries.in(answer.toString())).isEmpty());
    }

    @Test
    void noSecretStandsInTheLogOrTheDatabaseNorAnythingElseThatTheServerWrote() throws IOException, SQLException {
        var canaries = new Canaries(secrets);
        assertThat(Files.size(server.logFile())).isGreaterThan(1_000_000);
        assertThat(canaries.below(home)).isEmpty();
        assertThat(canaries.below(databaseFiles())).isEmpty();
    }

    @Test
    void aPlantedSecretIsFoundInTheLogAndInTheDatabase() throws IOException, SQLException {
        var canaries = new Canaries(List.of(PLANTED));
        assertThat(canaries.below(databaseFiles())).isEmpty();

        api.get("/v1.0/studies/" + PLANTED);
        assertThat(canaries.in(server.logged())).containsExactly(PLANTED);

        var study = new SampleStudy("test");
        assertThat(api.put(study.path() + "/study-data", "{\"title\":\"" + PLANTED + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(canaries.below(databaseFiles())).isNotEmpty();
    }

    /** The directory of the database's files, which hold all that is committed after a checkpoint. */
    private Path databaseFiles() throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
            if (!database.isPostgres()) {
                return home;
            }
            try (var row = statement.executeQuery("SHOW data_directory")) {
                row.next();
                return Path.of(row.getString(1));
            }
        }
    }
}
