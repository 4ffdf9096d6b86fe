package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The races that must end the same way whether all callers ask one node or each another. */
final class Races {

    static final int AT_ONCE = 16;

    private Races() {}

    /** Exactly one of the simultaneous right redemptions of each pair connects. */
    static void sixteenRedemptionsAtOnce(Api api, int pairs) {
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        try (var race = new Race(AT_ONCE)) {
            for (int i = 0; i < pairs; i++) {
                var pair = Pair.recreated(api, study);
                var statuses = race.run(() -> pair.redeem(api).status());
                assertThat(statuses).containsOnlyOnce(200).allMatch(status -> status < 500);
            }
        }
    }

    /** Ten of them are evaluated; the pair is locked then, and a recreation heals it. */
    static void aThousandWrongGuesses(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);
        var wrong = pair.withWrongOtp();
        try (var race = new Race(64)) {
            race.run(1_000, () -> wrong.redeem(api)).forEach(BootstrapIT::assertUniform401);
        }
        assertThat(evaluations(database, study)).isEqualTo(10);
        BootstrapIT.assertUniform401(pair.redeem(api));
        assertThat(Pair.recreated(api, study).redeem(api).status()).isEqualTo(200);
    }

    /** Both succeed, and the later of the two pairs works, the other does not. */
    static void twoRecreationsAtOnce(Api api, int times) {
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        try (var race = new Race(2)) {
            for (int i = 0; i < times; i++) {
                var pairs = race.run(() -> Pair.recreated(api, study));
                int later = replaced(api, study).equals(pairs.get(0).accessId()) ? 1 : 0;
                BootstrapIT.assertUniform401(pairs.get(1 - later).redeem(api));
                assertThat(pairs.get(later).redeem(api).status()).isEqualTo(200);
            }
        }
    }

    /** The access ID that one of the last two recreations made and the other replaced, as the trail has it. */
    private static String replaced(Api api, SampleStudy study) {
        var records = api.get(study.path() + "/audit?action=RECREATE_ACCESS_CODE&limit=2")
                .json()
                .getJsonArray("records")
                .getValuesAs(JsonObject.class);
        var made = accessIds(records, "stateAfter");
        made.retainAll(accessIds(records, "stateBefore"));
        assertThat(made).hasSize(1);
        return made.iterator().next();
    }

    private static Set<String> accessIds(List<JsonObject> records, String state) {
        return records.stream()
                .map(record -> record.getString(state))
                .map(text -> text.substring(text.indexOf(' ') + 1))
                .collect(Collectors.toSet());
    }

    /** An attempt that was evaluated leaves an audit row that tells the pair's state after it; one that was not can't. */
    private static int evaluations(Database database, SampleStudy study) throws SQLException {
        try (var connection = database.connect();
                var count = connection.prepareStatement("SELECT COUNT(*) FROM audit_record"
                        + " WHERE action = 'BOOTSTRAP_DEVICE' AND outcome = 'Refused' AND state_after IS NOT NULL"
                        + " AND inventory_id = CAST(? AS uuid)")) {
            count.setString(1, study.monitor);
            try (var row = count.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
