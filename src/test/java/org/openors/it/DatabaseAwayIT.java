package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A PostgreSQL that ends every connection, as one that is restarted does, is borne without a restart of the service. */
@ExtendWith(RunningService.class)
class DatabaseAwayIT {

    private static final int MOST_CALLS = 100;

    @Test
    void theServiceHealsByItselfAndMeanwhileSaysThatItIsTemporary(Api api, Database database)
            throws SQLException, InterruptedException {
        assumeTrue(database.isPostgres());
        var study = SampleStudy.in(api);
        var device = study.registerMonitor(api).json().getString("id");

        database.endConnections();

        int calls = 0;
        var answer = api.put(study.accessCodePath(study.monitor));
        while (answer.status() != 200) {
            assertThat(answer.errorCode()).as(answer.body()).isEqualTo("ORS_503_02");
            assertThat(answer.header("Retry-After")).isNotNull();
            assertThat(++calls).isLessThan(MOST_CALLS);
            Thread.sleep(100);
            answer = api.put(study.accessCodePath(study.monitor));
        }
        Database.awaitNewConnections();
        var pair = Pair.of(answer);
        assertThat(pair.id()).isEqualTo(device);
        assertThat(pair.redeem(api).status()).isEqualTo(200);
    }

    /** The short form of {@link PostgresFaultsIT}: SIGSTOP of all processes of the database. */
    @Test
    void healthAnswersInTimeWhileTheDatabaseHangs(Api api, Server server, Database database)
            throws SQLException, InterruptedException {
        assumeTrue(database.isPostgres());
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        var processes = new PostgresProcess(database);

        try {
            processes.hang();
            awaitReadiness(api, server, 503);
            assertThat(health(api, server, "live")).isEqualTo(200);
        } finally {
            processes.goOn();
        }

        awaitReadiness(api, server, 200);
        assertThat(Pair.recreated(api, study).redeem(api).status()).isEqualTo(200);
    }

    /** As after a failover to a standby (SQLSTATE 25006). It ends by itself. */
    @Test
    void aDatabaseThatTakesNoChangesIsNotReadyAndItsCallersMayTryLater(Api api, Server server, Database database)
            throws SQLException, InterruptedException {
        assumeTrue(database.isPostgres());
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        try {
            readOnly(database, "on");
            awaitReadiness(api, server, 503);
            var answer = api.put(study.accessCodePath(study.monitor));
            assertThat(answer.errorCode()).as(answer.body()).isEqualTo("ORS_503_02");
            assertThat(answer.header("Retry-After")).isNotNull();
        } finally {
            readOnly(database, "off");
        }
        awaitReadiness(api, server, 200);
        assertThat(Pair.recreated(api, study).redeem(api).status()).isEqualTo(200);
    }

    private static void readOnly(Database database, String state) throws SQLException {
        database.update("ALTER SYSTEM SET default_transaction_read_only = " + state);
        database.rows("SELECT pg_reload_conf()");
    }

    private static void awaitReadiness(Api api, Server server, int status) throws InterruptedException {
        for (int calls = 0; health(api, server, "ready") != status; calls++) {
            assertThat(calls).isLessThan(MOST_CALLS);
            Thread.sleep(100);
        }
    }

    /** Fails if the answer takes longer than 10 s. */
    private static int health(Api api, Server server, String kind) {
        return api.as(null)
                .sendTo("GET", server.uri("/health/" + kind), request -> request.timeout(Duration.ofSeconds(10)))
                .status();
    }
}
