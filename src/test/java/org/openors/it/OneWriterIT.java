package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes of different devices: at once on PostgreSQL, one after the other on the embedded database (ADR 16). */
@ExtendWith(RunningService.class)
class OneWriterIT {

    private static final String WAITING_IN_H2 =
            "SELECT session_id FROM information_schema.sessions WHERE blocker_id IS NOT NULL";
    private static final String WAITING_IN_POSTGRESQL =
            "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ~ '(bootstrap_credential|device_registration)'";

    @Test
    void anotherDevicesChangeWaitsOnTheEmbeddedDatabaseOnly(Api api, Database database) throws Exception {
        var held = SampleStudy.in(api);
        var other = SampleStudy.in(api);
        held.registerMonitor(api);
        other.registerMonitor(api);
        try (var holder = hold(database, held)) {
            var first = recreate(api, held);
            awaitOneThatWaits(database);
            var second = recreate(api, other);
            if (database.isPostgres()) {
                assertThat(second.get().status()).isEqualTo(200);
                assertThat(first).isNotDone();
            } else {
                assertThatThrownBy(() -> second.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            }
            holder.rollback();
            assertThat(first.get().status()).isEqualTo(200);
            assertThat(second.get().status()).isEqualTo(200);
        }
    }

    /** A registration is locked before its pair, by all operations, so that two of them can't wait for each other. */
    @ParameterizedTest
    @ValueSource(strings = {"register", "deregister"})
    void anOperationThatWaitsForARegistrationHoldsNoPair(String operation, Api api, Database database)
            throws Exception {
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        if (database.isPostgres()) {
            var row = " WHERE study_id = CAST('" + study.studyId + "' AS uuid) FOR UPDATE";
            try (var holder = database.connect();
                    var other = database.connect()) {
                holder.setAutoCommit(false);
                holder.createStatement().executeQuery("SELECT 1 FROM device_registration" + row);
                var waiting = CompletableFuture.supplyAsync(() -> operation.equals("register")
                        ? api.post(study.subjectPath() + "/register-device", study.registration())
                        : api.delete(study.devicePath(study.monitor) + "?mSubjectId=" + SampleStudy.M_SUBJECT_ID));
                awaitOneThatWaits(database);
                other.createStatement().executeQuery("SELECT 1 FROM bootstrap_credential" + row + " NOWAIT");
                holder.rollback();
                assertThat(waiting.get().status()).isEqualTo(200);
            }
        }
    }

    private static CompletableFuture<Answer> recreate(Api api, SampleStudy study) {
        return CompletableFuture.supplyAsync(() -> api.put(study.accessCodePath(study.monitor)));
    }

    private static Connection hold(Database database, SampleStudy study) throws SQLException {
        var connection = database.connect();
        connection.setAutoCommit(false);
        try (var update = connection.prepareStatement("UPDATE bootstrap_credential SET issued_by = issued_by"
                + " WHERE study_id = CAST(? AS uuid) AND inventory_id = CAST(? AS uuid)")) {
            update.setString(1, study.studyId);
            update.setString(2, study.monitor);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
        return connection;
    }

    private static void awaitOneThatWaits(Database database) {
        var waiting = database.isPostgres() ? WAITING_IN_POSTGRESQL : WAITING_IN_H2;
        Waiting.until(Duration.ofSeconds(10), () -> !database.rows(waiting).isEmpty());
    }
}
