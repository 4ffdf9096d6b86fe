package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.stream.Collectors;

/** What must hold between a device's state, the audit trail and what callers were told, whatever has happened. */
final class StateAndTrail {

    private static final String RECORDS = "(SELECT COUNT(*) FROM audit_record a WHERE a.study_id = c.study_id"
            + " AND a.mode = c.mode AND a.inventory_id = c.inventory_id AND a.outcome = 'Success' AND ";
    private static final String STATE = "SELECT c.version, "
            + RECORDS + "a.action IN ('REGISTER_DEVICE', 'RECREATE_ACCESS_CODE')), "
            + RECORDS + "a.state_after = 'AwaitingBootstrap ' || c.access_id), "
            + "CASE WHEN c.redeemed_at IS NULL THEN 0 ELSE 1 END, "
            + RECORDS + "a.action = 'BOOTSTRAP_DEVICE' AND a.actor = c.access_id), "
            + "c.access_id FROM bootstrap_credential c WHERE c.study_id = CAST('%s' AS uuid)";

    private StateAndTrail() {}

    /**
     * Requires that the site's pair is the last of as many as the trail has issues of, that it is redeemed if and only if the
     * trail says so, and that the trail has whatever the site was told had happened.
     *
     * @return the access ID of the device's pair
     */
    static String requireToAgree(Connection database, Site site) throws SQLException {
        var state = Database.rows(database, STATE.formatted(site.study.studyId)).get(0);
        assertThat(state.get(0)).as("pairs issued, counted by the pair").isEqualTo(state.get(1));
        assertThat(state.get(2)).as("records of the issue of the pair").isEqualTo("1");
        assertThat(state.get(3))
                .as("the pair is redeemed")
                .isEqualTo(state.get(4).equals("0") ? "0" : "1");
        var recorded = Database.rows(
                        database,
                        "SELECT reference FROM audit_record WHERE outcome = 'Success' AND study_id = CAST('"
                                + site.study.studyId + "' AS uuid)")
                .stream()
                .map(row -> row.get(0))
                .collect(Collectors.toSet());
        var missing = new HashSet<>(site.acknowledged());
        missing.removeAll(recorded);
        assertThat(missing).as("acknowledged, but not recorded").isEmpty();
        return state.get(5);
    }
}
