package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How many SQL statements a request makes, counted by PostgreSQL itself; BEGIN and COMMIT are not counted, nor what sealing
 * the trail takes meanwhile.
 */
@ExtendWith(RunningService.class)
@EnabledIfSystemProperty(named = "ors.it.database", matches = "postgresql")
class SqlStatementsIT {

    private static final int REQUESTS = 20;

    @BeforeAll
    static void count(Database database) throws SQLException {
        database.update("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
    }

    @Test
    void aRecreationTakesThree(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        long before = statements(database);
        for (int i = 0; i < REQUESTS; i++) {
            Pair.recreated(api, study);
        }
        assertThat(statements(database) - before).isEqualTo(3 * REQUESTS);
    }

    @Test
    void aRedemptionTakesFive(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        long taken = 0;
        for (int i = 0; i < REQUESTS; i++) {
            var pair = Pair.recreated(api, study);
            long before = statements(database);
            assertThat(pair.redeem(api).status()).isEqualTo(200);
            taken += statements(database) - before;
        }
        assertThat(taken).isEqualTo(5 * REQUESTS);
    }

    /** The study, the subject, its devices, and the record of the look. */
    @Test
    void aListOfDevicesTakesFour(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        long before = statements(database);
        for (int i = 0; i < REQUESTS; i++) {
            assertThat(api.get(study.subjectPath() + "/devices").status()).isEqualTo(200);
        }
        assertThat(statements(database) - before).isEqualTo(4 * REQUESTS);
    }

    private static long statements(Database database) throws SQLException {
        return Long.parseLong(
                database.rows("SELECT COALESCE(SUM(calls), 0) FROM pg_stat_statements WHERE " + Database.OF_REQUESTS)
                        .get(0)
                        .get(0));
    }
}
