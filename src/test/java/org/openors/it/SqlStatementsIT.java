package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
        var counts = new ArrayList<Long>();
        for (int i = 0; i < REQUESTS; i++) {
            counts.add(statements(database, () -> Pair.recreated(api, study)));
        }
        assertEachTakes(3, counts);
    }

    @Test
    void aRedemptionTakesFive(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        var counts = new ArrayList<Long>();
        for (int i = 0; i < REQUESTS; i++) {
            var pair = Pair.recreated(api, study);
            counts.add(statements(
                    database, () -> assertThat(pair.redeem(api).status()).isEqualTo(200)));
        }
        assertEachTakes(5, counts);
    }

    /** The study, the subject, its devices, and the record of the look. */
    @Test
    void aListOfDevicesTakesFour(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        var counts = new ArrayList<Long>();
        for (int i = 0; i < REQUESTS; i++) {
            counts.add(statements(
                    database,
                    () -> assertThat(api.get(study.subjectPath() + "/devices").status())
                            .isEqualTo(200)));
        }
        assertEachTakes(4, counts);
    }

    /** But one at most: what the node does by itself once a minute, such as a record of counted refusals, may come beside one. */
    private static void assertEachTakes(long expected, List<Long> counts) {
        assertThat(Collections.frequency(counts, expected))
                .as(counts.toString())
                .isGreaterThanOrEqualTo(REQUESTS - 1);
    }

    private static long statements(Database database, Runnable request) throws SQLException {
        long before = statements(database);
        request.run();
        return statements(database) - before;
    }

    private static long statements(Database database) throws SQLException {
        return Long.parseLong(
                database.rows("SELECT COALESCE(SUM(calls), 0) FROM pg_stat_statements WHERE " + Database.OF_REQUESTS)
                        .get(0)
                        .get(0));
    }
}
