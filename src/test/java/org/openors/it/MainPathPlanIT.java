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
    private static final int DEVICES = Scale.of(20_000, 40_000, 100_000);

    @BeforeAll
    static void count(Database database) throws SQLException {
        database.update("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
    }

    @Test
    void noStatementOfARecreationOrARedemptionReadsAWholeTable(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        ManyDevices.addBesideSmallStudies(database, study, DEVICES);
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

    private static List<String> statements(Database database) throws SQLException {
        return database
                .rows("SELECT query FROM pg_stat_statements WHERE query ~ '^(SELECT|UPDATE|INSERT)' AND "
                        + Database.OF_REQUESTS)
                .stream()
                .map(row -> row.get(0))
                .toList();
    }
}
