package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openors.identity.Identifier;
import org.openors.simulator.MHealthSimulator;

/** The database is lost before or after the call of a remote connector: there is one record, and the device is free again. */
@ExtendWith(RunningService.class)
class CallWithoutDatabaseIT {

    private static final int MOST_CALLS = 200;

    private Api api;
    private Server server;
    private Database database;
    private MHealthSimulator connector;
    private SampleStudy study;

    @BeforeEach
    void register(Api ofTheRun, Server serverOfTheRun, Database databaseOfTheRun, MHealthSimulator simulator) {
        assumeTrue(databaseOfTheRun.isPostgres());
        api = ofTheRun;
        server = serverOfTheRun;
        database = databaseOfTheRun;
        connector = simulator;
        RemoteConnectorIT.warmUp(api, connector);
        study = RemoteConnectorIT.remoteStudy(api, connector);
        assertThat(study.registerMonitor(api).status()).isEqualTo(200);
        connector.requests().clear();
    }

    @AfterEach
    void heal() throws SQLException, InterruptedException {
        if (database != null) {
            bringBack();
            confirmCommits();
            database.update("ALTER ROLE ors_app RESET synchronous_commit");
            awaitReadiness();
            Database.awaitNewConnections();
        }
    }

    @Test
    void aResultThatCantBeStoredIsOfUnknownOutcome() throws SQLException, InterruptedException {
        connector.afterAPut(this::takeAway);
        var answer = recreate();
        connector.heal();
        assertThat(answer.errorCode()).as(answer.body()).isEqualTo("ORS_503_02");
        assertThat(answer.header("Retry-After")).isNotNull();
        bringBack();
        awaitReadiness();
        assertThat(entries()).hasSize(1);
        assertThat(outcomes()).isEmpty();

        assertThat(recreatedAfterTheTimeLimit()).isEqualTo(connector.accessIdOf(deviceId()));
        assertThat(outcomes()).startsWith("Success").containsOnlyOnce("Unknown");
        assertThat(records("reference")).doesNotHaveDuplicates();
    }

    /** The call was entered, but the node does not know. It calls nobody, and the request has one record. */
    @Test
    void aLostAnswerToTheFirstCommitLeavesOneRecord() throws SQLException, InterruptedException {
        awaitCommits();
        int attempts = 0;
        while (entries().isEmpty()) {
            confirmNoCommit();
            var answer = CompletableFuture.supplyAsync(this::recreate);
            while (!answer.isDone() && !endWhoeverWaits()) {
                Thread.sleep(20);
            }
            confirmCommits();
            answer.join();
            assertThat(++attempts).isLessThan(MOST_CALLS);
        }

        assertThat(recreatedAfterTheTimeLimit()).isEqualTo(connector.accessIdOf(deviceId()));
        assertThat(outcomes()).startsWith("Success");
        assertThat(records("reference")).doesNotHaveDuplicates();
    }

    /**
     * It may take several attempts: a commit may be confirmed all the same, or the request gets one of the pool's ended
     * connections and never commits. That it did, its record of the success shows, which nobody could write afterwards.
     */
    @Test
    @EnabledIfSystemProperty(named = Scale.SIZE, matches = "ci|full")
    void aLostAnswerToTheSecondCommitLeavesTheRecordOfTheSuccess() throws SQLException, InterruptedException {
        awaitCommits();
        connector.afterAPut(this::confirmNoCommit);
        int attempts = 0;
        Answer answer;
        do {
            endTheTimeOfEntries();
            answer = recreateWhileCommitsAreNotConfirmed();
            confirmCommits();
            assertThat(++attempts).isLessThan(MOST_CALLS);
        } while (answer.status() == 200 || !outcomesOf(answer).contains("Success"));
        connector.heal();
        awaitReadiness();
        assertThat(answer.errorCode()).as(answer.body()).isEqualTo("ORS_503_02");
        assertThat(entries()).isEmpty();
        assertThat(outcomesOf(answer)).containsExactly("Success");
        assertThat(outcomes()).startsWith("Success");
        assertThat(records("reference")).doesNotHaveDuplicates();
        assertThat(inTheEnd(() -> api.get(study.subjectPath() + "/devices")).body())
                .contains(connector.accessIdOf(deviceId()));
    }

    private Answer recreate() {
        return api.put(study.accessCodePath(study.monitor));
    }

    private Answer recreatedInTheEnd() throws InterruptedException {
        return inTheEnd(this::recreate);
    }

    /** The pool has connections that were ended; each costs a request. */
    private static Answer inTheEnd(Supplier<Answer> request) throws InterruptedException {
        var answer = request.get();
        for (int calls = 0; answer.status() != 200; calls++) {
            assertThat(calls).isLessThan(MOST_CALLS);
            Thread.sleep(100);
            answer = request.get();
        }
        return answer;
    }

    /** The next request closes the entry. */
    private String recreatedAfterTheTimeLimit() throws SQLException, InterruptedException {
        endTheTimeOfEntries();
        var again = recreatedInTheEnd();
        assertThat(entries()).isEmpty();
        return again.json().getString("accessId");
    }

    private void endTheTimeOfEntries() throws SQLException {
        database.update(
                "UPDATE connector_call SET ends_at = TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00:00'" + ofStudy());
    }

    private List<List<String>> entries() throws SQLException {
        return database.rows("SELECT call_id FROM connector_call" + ofStudy());
    }

    private UUID deviceId() throws SQLException {
        return Identifier.of(database.rows("SELECT device_id FROM device_registration" + ofStudy()
                        + " AND inventory_id = '" + Identifier.of(study.monitor) + "'")
                .get(0)
                .get(0));
    }

    private String ofStudy() {
        return " WHERE study_id = '" + Identifier.of(study.studyId) + "'";
    }

    private List<String> outcomes() throws InterruptedException {
        return records("outcome");
    }

    /** Of the request with this answer. */
    private List<String> outcomesOf(Answer answer) throws InterruptedException {
        var reference = answer.header("X-Request-Id");
        return records()
                .filter(record -> record.getString("reference").equals(reference))
                .map(record -> record.getString("outcome"))
                .toList();
    }

    /** A member of each record of a recreation, the newest first. */
    private List<String> records(String member) throws InterruptedException {
        return records().map(record -> record.getString(member)).toList();
    }

    private Stream<JsonObject> records() throws InterruptedException {
        return inTheEnd(() -> api.get(study.path() + "/audit?action=RECREATE_ACCESS_CODE"))
                .json()
                .getJsonArray("records")
                .getValuesAs(JsonObject.class)
                .stream();
    }

    /** No connection is left, and none can be made. */
    private void takeAway() {
        try {
            database.update("ALTER ROLE ors_app NOLOGIN");
            database.endConnections();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void bringBack() throws SQLException {
        database.update("ALTER ROLE ors_app LOGIN");
    }

    /** The database of the tests does not wait at a commit, so nobody could end such a wait. */
    private void awaitCommits() throws SQLException, InterruptedException {
        database.update("ALTER ROLE ors_app SET synchronous_commit = 'on'");
        database.endConnections();
        recreatedInTheEnd();
    }

    /** From now on a commit waits for a standby that is not there. A process of the database tells it the others a little later. */
    private void confirmNoCommit() {
        standby("= 'nobody'");
        Server.pause();
    }

    private void confirmCommits() {
        standby("TO DEFAULT");
    }

    private void standby(String names) {
        try {
            database.update("ALTER SYSTEM SET synchronous_standby_names " + names);
            database.rows("SELECT pg_reload_conf()");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Whoever waits at a commit has committed, and its connection ends before it is told so. */
    private Answer recreateWhileCommitsAreNotConfirmed() throws SQLException, InterruptedException {
        var answer = CompletableFuture.supplyAsync(this::recreate);
        while (!answer.isDone()) {
            endWhoeverWaits();
            Thread.sleep(20);
        }
        return answer.join();
    }

    private boolean endWhoeverWaits() throws SQLException {
        return !database.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")
                .isEmpty();
    }

    private void awaitReadiness() throws InterruptedException {
        for (int calls = 0; !server.isReady(); calls++) {
            assertThat(calls).isLessThan(MOST_CALLS);
            Thread.sleep(100);
        }
    }
}
