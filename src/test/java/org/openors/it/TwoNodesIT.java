package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Two nodes on one PostgreSQL behave as one, and either may stop at any time. */
@Tag("reliability")
@EnabledIf(value = "isToRun", disabledReason = "mvn -Preliability verify runs it on PostgreSQL")
class TwoNodesIT {

    private static final int SITES = 8;
    private static final Duration SEALING_IS_TAKEN_OVER = Duration.ofSeconds(10);

    private static Database database;
    private static Nodes nodes;

    static boolean isToRun() {
        return Scale.isFull() && "postgresql".equals(System.getProperty("ors.it.database"));
    }

    @BeforeAll
    static void start() {
        var home = Path.of("target", "it", "two-nodes-" + System.nanoTime()).toAbsolutePath();
        database = Database.postgres(home);
        nodes = new Nodes(home, 2, database.settings());
    }

    @AfterAll
    static void stop() throws IOException {
        nodes.close();
        database.close();
    }

    @Test
    void exactlyOneOfSixteenSimultaneousRightRedemptionsConnects() {
        int pairs = 2_000;
        Races.sixteenRedemptionsAtOnce(nodes.all(), pairs);
        ReliabilityReport.add(
                "two nodes: " + pairs + " pairs, " + Races.AT_ONCE + " right redemptions each at once",
                "exactly one 200 each, no 5xx");
    }

    @Test
    void aThousandSimultaneousWrongGuessesGetTenEvaluations() throws SQLException {
        Races.aThousandWrongGuesses(nodes.all(), database);
        ReliabilityReport.add("two nodes: 1,000 simultaneous wrong guesses at one access ID", "10 evaluated");
    }

    @Test
    void ofTwoRecreationsAtOnceBothSucceedAndTheLaterPairWorks() {
        int times = 2_000;
        Races.twoRecreationsAtOnce(nodes.all(), times);
        ReliabilityReport.add(
                "two nodes: " + times + " times two recreations at once", "both 200, exactly one pair works");
    }

    @Test
    void killingOneNodeLosesNothingAcknowledgedAndTheOtherGoesOn() throws SQLException, InterruptedException {
        int kills = 5;
        int lost = 0;
        var sites = sites(1);
        for (int kill = 0; kill < kills; kill++) {
            int victim = kill % 2;
            var load = new Load(sites).await(100);
            nodes.kill(victim);
            load.await(100).stop();
            nodes.start(victim);
            for (var site : sites) {
                requireLastPairToWork(site);
            }
        }
        for (var site : sites) {
            assertThat(site.errors()).isEmpty();
            lost += site.unanswered();
        }
        ReliabilityReport.add(
                "two nodes: one killed " + kills + " times with kill -9 under the load of " + SITES + " sites",
                acknowledged(sites) + " acknowledged changes, none lost; the other node went on; " + lost
                        + " requests to the dead node without an answer");
    }

    /** The node is killed in the midst of it: what it had written, but not committed, must not count. */
    @Test
    void sealingIsTakenOverFromANodeThatIsKilled() throws SQLException, InterruptedException {
        int kills = 4;
        var longest = Duration.ZERO;
        var sites = sites(1);
        for (int kill = 0; kill < kills; kill++) {
            var load = new Load(sites).await(50);
            int sealing;
            try (var held = holdChain(sites.get(0))) {
                sealing = awaitNodeThatSeals();
                nodes.kill(sealing);
                held.rollback();
            }
            longest = max(longest, awaitSealed(Instant.now()));
            load.stop();
            nodes.start(sealing);
        }
        assertThat(longest).isLessThanOrEqualTo(SEALING_IS_TAKEN_OVER);
        awaitSealed(Instant.now());
        for (var site : sites) {
            requireWholeChain(site);
        }
        ReliabilityReport.add(
                "two nodes: the one that seals killed " + kills + " times in the midst of it",
                "the other goes on: all of before is sealed " + longest.toMillis()
                        + " ms later at most; no gap, no fork");
    }

    @Test
    void aRollingRestartShowsNoErrorToClientsThatRetryOnce() throws SQLException, InterruptedException {
        int restarts = 4;
        var sites = sites(2);
        var load = new Load(sites).await(100);
        for (int restart = 0; restart < restarts; restart++) {
            nodes.stop(restart % 2);
            load.await(100);
            nodes.start(restart % 2);
            load.await(100);
        }
        load.stop();
        for (var site : sites) {
            assertThat(site.errors()).isEmpty();
            assertThat(site.unanswered()).isZero();
            requireLastPairToWork(site);
        }
        ReliabilityReport.add(
                "two nodes: " + restarts + " rolling restarts under the load of " + SITES + " sites that retry once",
                acknowledged(sites) + " changes, no error seen");
    }

    /** @param attempts on one node, then the other */
    private static List<Site> sites(int attempts) {
        var turn = new AtomicInteger();
        return IntStream.range(0, SITES)
                .mapToObj(i -> new Site(nodes.all(), call -> nodes.ask(turn.getAndIncrement() & 1, attempts, call)))
                .toList();
    }

    /** Unless a later recreation, whose answer was lost, has replaced it. */
    private static void requireLastPairToWork(Site site) throws SQLException {
        try (var connection = database.connect()) {
            var accessId = StateAndTrail.requireToAgree(connection, site);
            if (accessId.equals(site.last().accessId())) {
                assertThat(site.last().redeem(nodes.all()).status()).isIn(200, 400);
            }
        }
    }

    /** Whoever seals now waits for this to end, with its work done in part. */
    private static Connection holdChain(Site site) throws SQLException {
        var connection = database.connect();
        connection.setAutoCommit(false);
        connection
                .createStatement()
                .execute("SELECT sequence FROM audit_chain WHERE study_id = '" + site.study.studyId + "' FOR UPDATE");
        return connection;
    }

    private static int awaitNodeThatSeals() throws SQLException, InterruptedException {
        for (var deadline = Instant.now().plus(SEALING_IS_TAKEN_OVER);
                Instant.now().isBefore(deadline); ) {
            for (var waiting : database.rows("SELECT application_name FROM pg_stat_activity"
                    + " WHERE wait_event_type = 'Lock' AND query LIKE 'MERGE INTO audit_chain%'")) {
                return waiting.get(0).equals(Nodes.name(0)) ? 0 : 1;
            }
            Thread.sleep(20);
        }
        throw new IllegalStateException("no node seals");
    }

    /** Waits until all is sealed that was recorded by then, and returns for how long. */
    private static Duration awaitSealed(Instant recorded) {
        var waiting =
                "SELECT 1 FROM audit_unsealed u JOIN audit_record r ON r.id = u.record_id WHERE r.occurred_at <= '"
                        + recorded + "' LIMIT 1";
        var start = Instant.now();
        Waiting.until(Duration.ofSeconds(60), () -> database.rows(waiting).isEmpty());
        return Duration.between(start, Instant.now());
    }

    private static void requireWholeChain(Site site) throws SQLException {
        var verification =
                nodes.all().get(site.study.path() + "/audit/verification").json();
        assertThat(verification.getBoolean("valid")).isTrue();
        var study = " WHERE study_id = '" + site.study.studyId + "'";
        assertThat(database.rows("SELECT COUNT(*), MAX(sequence) FROM audit_seal" + study))
                .allSatisfy(row -> assertThat(row.get(0)).isEqualTo(row.get(1)));
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static int acknowledged(List<Site> sites) {
        return sites.stream().mapToInt(site -> site.acknowledged().size()).sum();
    }
}
