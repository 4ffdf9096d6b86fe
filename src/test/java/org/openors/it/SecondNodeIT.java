package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openors.identity.Identifier;
import org.openors.simulator.MHealthSimulator;

/** What needs a second node on the database of this run: one with a limit of requests, without which there is no budget of records. */
@ExtendWith(RunningService.class)
@EnabledIfSystemProperty(
        named = "ors.it.database",
        matches = "postgresql",
        disabledReason = "the embedded database has one node, and does not count statements")
class SecondNodeIT {

    private static final int ROUNDS = Scale.of(10, 20, 2_000);

    private static final int BUDGET = 30;
    private static final int GUESSES = 7;
    private static final Pair NOBODYS = new Pair("000000", "", "00000000");

    /** Statements, and the rows that they changed. */
    private static final List<String> WORK_OF_A_GUESS = List.of("3", "2");

    private static final String WORK =
            "SELECT SUM(calls), COALESCE(SUM(rows) FILTER (WHERE query NOT LIKE 'SELECT%'), 0) FROM pg_stat_statements WHERE "
                    + Database.OF_REQUESTS;

    @TempDir
    static Path home;

    private static SampleStudy withALockedPair;
    private static Nodes second;

    @BeforeAll
    static void start(Api first, Database database, MHealthSimulator connector) throws SQLException {
        withALockedPair = SampleStudy.in(first);
        Pair.registered(first, withALockedPair);
        database.update(
                "UPDATE bootstrap_credential SET attempts = 10 WHERE study_id = '" + withALockedPair.studyId + "'");
        assertThat(isListedAsLocked(first)).isFalse();
        database.update("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        var settings = new HashMap<>(database.settings());
        settings.put("ORS_CONNECTOR_URLS", connector.url());
        settings.put("ORS_LIMIT_PEER", "100000");
        settings.put("ORS_LIMIT_ACCESS_ID", "off");
        second = new Nodes(home, 1, settings);
    }

    @AfterAll
    static void stop() {
        second.close();
    }

    /** As after {@code ORS_OTP_MAX_ATTEMPTS} was lowered: no attempt has marked the pair as locked. */
    @Test
    void aPairThatIsLockedWithoutAMarkIsListedSinceANodeWasStarted(Api first) {
        Waiting.until(Duration.ofSeconds(20), () -> isListedAsLocked(first));
    }

    private static boolean isListedAsLocked(Api api) {
        return api.get(withALockedPair.path() + "/devices?state=Locked").body().contains("\"Locked\"");
    }

    /** They call the same remote connector for the same device at the same time. */
    @Test
    void ofTwoRecreationsOnTwoNodesBothSucceedAndTheStateNamesTheLaterPair(Api first, MHealthSimulator connector) {
        try (var race = new Race(2)) {
            race(List.of(first, second.api(0)), connector, race);
        }
        ReliabilityReport.add(
                "two nodes: " + ROUNDS + " times two recreations of one device at a remote connector at once",
                "both 200, the state names the later pair");
    }

    private static void race(List<Api> apis, MHealthSimulator connector, Race race) {
        apis.forEach(api -> RemoteConnectorIT.warmUp(api, connector));
        var study = RemoteConnectorIT.remoteStudy(apis.get(0), connector);
        var id = Identifier.of(study.registerMonitor(apis.get(0)).json().getString("id"));
        var turn = new AtomicInteger();
        for (int i = 0; i < ROUNDS; i++) {
            var answers = race.run(() -> apis.get(turn.getAndIncrement() % 2).put(study.accessCodePath(study.monitor)));
            assertThat(answers)
                    .allSatisfy(answer ->
                            assertThat(answer.status()).as(answer.body()).isEqualTo(200));
            var accessIds = answers.stream()
                    .map(answer -> answer.json().getString("accessId"))
                    .toList();
            assertThat(accessIds).doesNotHaveDuplicates().contains(connector.accessIdOf(id));
            assertThat(apis.get(i % 2).get(study.subjectPath() + "/devices").body())
                    .contains(connector.accessIdOf(id));
        }
        assertThat(connector.twinsOf(Identifier.of(study.monitor))).isEqualTo(1);
    }

    /**
     * The database works as much for an access ID that does not exist as for a wrong OTP, also above the budget of records, where only
     * one of them has a record. PostgreSQL itself counts.
     */
    @Test
    void anUnknownAccessIdAndAWrongOtpAreTheSameWorkBelowAndAboveTheBudgetOfRecords(Database database)
            throws SQLException {
        var api = second.api(0);
        var study = SampleStudy.in(api);
        assertSameWork(Pair.registered(api, study).withWrongOtp(), database);
        IntStream.range(0, BUDGET).forEach(i -> NOBODYS.redeem(api));
        assertThat(isRecorded(NOBODYS.redeem(api), database)).isFalse();
        var wrong = Pair.recreated(api, study).withWrongOtp();
        assertThat(isRecorded(wrong.redeem(api), database)).isTrue();
        assertSameWork(wrong, database);
    }

    private static void assertSameWork(Pair wrong, Database database) throws SQLException {
        assertThat(work(wrong, database)).isEqualTo(work(NOBODYS, database)).isEqualTo(WORK_OF_A_GUESS);
    }

    /** The least that one of some guesses takes: what the nodes do by themselves meanwhile only adds to it. */
    private static List<String> work(Pair guess, Database database) throws SQLException {
        var statements = new long[GUESSES];
        var rows = new long[GUESSES];
        for (int i = 0; i < GUESSES; i++) {
            var before = database.rows(WORK).get(0);
            BootstrapIT.assertUniform401(guess.redeem(second.api(0)));
            var after = database.rows(WORK).get(0);
            statements[i] = Long.parseLong(after.get(0)) - Long.parseLong(before.get(0));
            rows[i] = Long.parseLong(after.get(1)) - Long.parseLong(before.get(1));
        }
        return List.of(least(statements), least(rows));
    }

    private static String least(long[] values) {
        return Long.toString(Arrays.stream(values).min().orElseThrow());
    }

    private static boolean isRecorded(Answer answer, Database database) throws SQLException {
        return !database.rows("SELECT 1 FROM audit_record WHERE reference = '" + answer.header("X-Request-Id") + "'")
                .isEmpty();
    }
}
