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

/** A pair connects once and allows ten wrong guesses, however many callers try at the same moment. */
@Tag("reliability")
@ExtendWith(RunningService.class)
class RedemptionRacesIT {

    @Test
    void exactlyOneOfSixteenSimultaneousRightRedemptionsConnects(Api api) {
        int pairs = Scale.of(50, 100, 10_000);
        Races.sixteenRedemptionsAtOnce(api, pairs);
        ReliabilityReport.add(
                pairs + " pairs, " + Races.AT_ONCE + " right redemptions each at once", "exactly one 200 each, no 5xx");
    }

    /** The control: a redemption that reads and then writes does not pass the same race. */
    @Test
    void aNaiveRedemptionConnectsMoreThanOne(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        int doubled = 0;
        int tries = 0;
        var connections = new ConcurrentLinkedQueue<Connection>();
        try (var race = new Race(Races.AT_ONCE)) {
            for (int i = 0; i < Races.AT_ONCE; i++) {
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
        Races.aThousandWrongGuesses(api, database);
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
}
