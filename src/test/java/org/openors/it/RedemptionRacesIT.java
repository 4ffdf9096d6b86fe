package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A pair is used once and guessed at ten times, however many try at the same moment. */
@Tag("reliability")
@ExtendWith(RunningService.class)
class RedemptionRacesIT {

    private static final int AT_ONCE = 16;

    @Test
    void exactlyOneOfSixteenSimultaneousRightRedemptionsConnects(Api api) {
        int pairs = Scale.of(1_000, 10_000);
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        try (var race = new Race(AT_ONCE)) {
            for (int i = 0; i < pairs; i++) {
                var pair = Pair.recreated(api, study);
                var statuses = race.run(() -> pair.redeem(api).status());
                assertThat(statuses).containsOnlyOnce(200).allMatch(status -> status < 500);
            }
        }
        ReliabilityReport.add(
                pairs + " pairs, " + AT_ONCE + " right redemptions each at once", "exactly one 200 each, no 5xx");
    }

    /** The control: a redemption that reads and then writes does not pass the same race. */
    @Test
    void aNaiveRedemptionConnectsMoreThanOne(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        int doubled = 0;
        int tries = 0;
        var connections = new ConcurrentLinkedQueue<Connection>();
        try (var race = new Race(AT_ONCE)) {
            for (int i = 0; i < AT_ONCE; i++) {
                connections.add(database.connect());
            }
            for (; tries < 300 && doubled == 0; tries++) {
                var pair = Pair.recreated(api, study);
                var connected = race.run(naive(connections, pair.accessId()));
                doubled += Collections.frequency(connected, true) > 1 ? 1 : 0;
            }
        } finally {
            for (var connection : connections) {
                connection.close();
            }
        }
        assertThat(doubled).as("double redemptions of the naive variant").isPositive();
        ReliabilityReport.add("control: read, then write", "a pair connected twice after " + tries + " races");
    }

    @Test
    void aThousandSimultaneousWrongGuessesGetTenEvaluations(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);
        var wrong = pair.withWrongOtp();
        try (var race = new Race(64)) {
            race.run(1_000, () -> wrong.redeem(api)).forEach(BootstrapIT::assertUniform401);
        }
        assertThat(evaluations(database, study)).isEqualTo(10);
        BootstrapIT.assertUniform401(pair.redeem(api));
        assertThat(Pair.recreated(api, study).redeem(api).status()).isEqualTo(200);
        ReliabilityReport.add("1,000 simultaneous wrong guesses at one access ID", "10 evaluated");
    }

    @Test
    void guessesAtUnknownAndOldAccessIdsNeverTouchALivePair(Api api) {
        var study = SampleStudy.in(api);
        var old = Pair.registered(api, study);
        var live = Pair.recreated(api, study);
        try (var race = new Race(32)) {
            race.run(200, () -> old.redeem(api)).forEach(BootstrapIT::assertUniform401);
            race.run(200, () -> live.withAccessId("000000").redeem(api)).forEach(BootstrapIT::assertUniform401);
        }
        assertThat(live.redeem(api).status()).isEqualTo(200);
    }

    private static Callable<Boolean> naive(ConcurrentLinkedQueue<Connection> connections, String accessId) {
        return () -> {
            var connection = connections.poll();
            try (var read = connection.prepareStatement(
                            "SELECT redeemed_at FROM bootstrap_credential WHERE access_id = ?");
                    var write = connection.prepareStatement(
                            "UPDATE bootstrap_credential SET redeemed_at = CURRENT_TIMESTAMP WHERE access_id = ?")) {
                read.setString(1, accessId);
                try (var row = read.executeQuery()) {
                    if (!row.next() || row.getObject(1) != null) {
                        return false;
                    }
                }
                write.setString(1, accessId);
                return write.executeUpdate() == 1;
            } finally {
                connections.add(connection);
            }
        };
    }

    /** An attempt that was evaluated leaves an audit row that names the device; one that was not can't. */
    private static int evaluations(Database database, SampleStudy study) throws SQLException {
        try (var connection = database.connect();
                var count = connection.prepareStatement("SELECT COUNT(*) FROM audit_record"
                        + " WHERE action = 'BOOTSTRAP_DEVICE' AND outcome = 'Refused'"
                        + " AND inventory_id = CAST(? AS uuid)")) {
            count.setString(1, study.monitor);
            try (var row = count.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
