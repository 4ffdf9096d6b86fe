package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openors.identity.Identifier;

/** Somebody holds the lock of sealing: the log says so within 80 s, checkpoints go on, and later all is sealed. */
@ExtendWith(RunningService.class)
class SealingHeldUpIT {

    private static final Duration MOST = Duration.ofSeconds(80);

    static boolean isToRun() {
        return Scale.isFull();
    }

    /** A row that claims 10,000 records makes checkpoints due at once. It gets none itself: nothing proves it. */
    @Test
    void checkpointsGoOnWhateverTheColumnsSay(Api api, Database database)
            throws SQLException, IOException, InterruptedException {
        var study = SampleStudy.in(api);
        var reference = study.registerMonitor(api).header("X-Request-Id");
        Waiting.until(Duration.ofSeconds(10), () -> isSealed(reference, database));
        database.update("UPDATE audit_chain SET checkpointed = 9223372036854775807");
        var claimed = SampleStudy.id();
        try (var holder = database.connect()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("SELECT 1 FROM audit_sealing FOR UPDATE");
            database.update("INSERT INTO audit_chain VALUES (CAST('" + Identifier.of(claimed)
                    + "' AS uuid), 'active', 10000, CAST('' AS bytea), 0)");
            Waiting.until(Duration.ofSeconds(30), () -> checkpoints(api).contains(study.studyId));
            assertThat(checkpoints(api)).doesNotContain(claimed);
            holder.rollback();
        } finally {
            database.update("DELETE FROM audit_chain WHERE study_id = CAST('" + Identifier.of(claimed) + "' AS uuid)");
        }
    }

    @Test
    @Tag("reliability")
    @EnabledIf(value = "isToRun", disabledReason = "it waits for more than a minute: mvn -Preliability verify runs it")
    void whoHoldsUpTheSealingIsNoticed(Api api, Database database)
            throws SQLException, IOException, InterruptedException {
        var study = SampleStudy.in(api);
        var reference = study.registerMonitor(api).header("X-Request-Id");
        Waiting.until(Duration.ofSeconds(10), () -> isSealed(reference, database));
        String held;
        long start = System.nanoTime();
        try (var holder = database.connect()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("SELECT 1 FROM audit_sealing FOR UPDATE");
            held = study.registerMonitor(api).header("X-Request-Id");
            Waiting.until(
                    MOST, () -> log(api).contains("audit records wait for their seal for more than 60 s waiting="));
            Waiting.until(MOST, () -> log(api).contains("audit records that this node wrote have no seal after"));
            assertThat(isSealed(held, database)).isFalse();
            holder.rollback();
        }
        ReliabilityReport.add(
                "the lock of sealing held by another",
                "an error in the log after "
                        + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s");
        Waiting.until(Duration.ofSeconds(10), () -> isSealed(held, database));
    }

    private static boolean isSealed(String reference, Database database) throws SQLException {
        return !database.rows(
                        "SELECT 1 FROM audit_seal s JOIN audit_record r ON r.id = s.record_id WHERE r.reference = '"
                                + reference + "'")
                .isEmpty();
    }

    private static String checkpoints(Api api) throws IOException {
        var file = api.server().logFile().resolveSibling("audit-checkpoints.ndjson");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private static String log(Api api) throws IOException {
        return Files.readString(api.server().logFile());
    }
}
