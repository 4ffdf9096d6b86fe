package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How PostgreSQL finds the rows of a recreation and a redemption among those of many devices: by an index, whatever the
 * parameters are.
 */
@ExtendWith(RunningService.class)
@EnabledIfSystemProperty(named = "ors.it.database", matches = "postgresql")
class MainPathPlanIT {

    private static final String LARGE_TABLES =
            "Seq Scan on (subject|inventory_item|dispensation|device_registration|bootstrap_credential)";
    private static final int DEVICES = Scale.of(20_000, 100_000, 100_000);

    @BeforeAll
    static void count(Database database) throws SQLException {
        database.update("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
    }

    @Test
    void noStatementOfARecreationOrARedemptionReadsAWholeTable(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        addDevices(database, study.monitor);
        database.rows("SELECT pg_stat_statements_reset() IS NULL");
        assertThat(Pair.recreated(api, study).redeem(api).status()).isEqualTo(200);

        var statements = statements(database);
        assertThat(statements).hasSize(7);
        for (var statement : statements) {
            assertThat(QueryPlan.of(database, statement)).as(statement).doesNotContainPattern(LARGE_TABLES);
        }
    }

    /** The control: a statement without an index is found out. */
    @Test
    void aWholeTableReadShows(Database database) throws SQLException {
        assertThat(QueryPlan.of(database, "SELECT 1 FROM subject WHERE subject_number = $1"))
                .containsPattern(LARGE_TABLES);
    }

    private static void addDevices(Database database, String monitor) throws SQLException {
        var theirs = " FROM inventory_item i, generate_series(1, " + DEVICES + ") n WHERE i.inventory_id = '" + monitor
                + "'";
        var item = "md5('item-' || n)::uuid";
        var subject = "md5('subject-' || n)::uuid";
        for (var insert : List.of(
                "subject SELECT study_id, mode, " + subject + ", 'S-' || n, 'site-' || n % 100, 'M-' || n",
                "inventory_item SELECT study_id, mode, " + item + ", kit_type_id",
                "dispensation SELECT study_id, mode, " + item + ", " + subject,
                "device_registration SELECT study_id, mode, " + item + ", md5('device-' || n)::uuid, NULL, NULL",
                "bootstrap_credential SELECT study_id, mode, " + item + ", " + subject
                        + ", 1, 'u' || lpad(to_hex(n), 5, '0'), '1', decode(md5('a' || n), 'hex'), 1000,"
                        + " sha256(decode(md5('b' || n), 'hex')), now(), 'test', now(), 0")) {
            database.update("INSERT INTO " + insert + theirs);
            // PostgreSQL still takes the table for small, and each check of the next table's foreign keys would read
            // all
            // of it.
            database.update("ANALYZE");
        }
    }

    /** All but the look at the count itself, the pool's look at an idle connection, and what the service does by itself. */
    private static List<String> statements(Database database) throws SQLException {
        return database
                .rows("SELECT query FROM pg_stat_statements WHERE query ~ '^(SELECT|UPDATE|INSERT)'"
                        + " AND query NOT LIKE '%pg_stat_statements%' AND query NOT IN ('SELECT 1', 'SELECT $1')"
                        + " AND query !~ '(audit_(unsealed|seal|chain)|FROM connector_call WHERE ends_at)'")
                .stream()
                .map(row -> row.get(0))
                .toList();
    }
}
