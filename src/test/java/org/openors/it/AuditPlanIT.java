package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** How PostgreSQL finds a page among 100,000 audit records: along the index, with nothing to sort, whatever is asked for. */
@ExtendWith(RunningService.class)
@EnabledIfSystemProperty(named = "ors.it.database", matches = "postgresql")
class AuditPlanIT {

    private static final int RECORDS = 100_000;

    @Test
    void aPageIsReadAlongTheIndexWithNothingToSort(Api api, Database database) throws SQLException {
        database.update("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        var study = SampleStudy.in(api);
        new Trail(database, study).fill(RECORDS);
        database.update("ANALYZE");
        database.rows("SELECT pg_stat_statements_reset() IS NULL");

        var page = api.get(study.path() + "/audit?limit=1000&" + Trail.UNTIL).json();
        api.get(study.path() + "/audit?before=" + page.getString("next"));
        api.get(study.path() + "/audit?subjectId=" + study.otherSubjectId + "&inventoryId=" + study.monitor
                + "&actor=nurse-17&action=LIST_DEVICES&outcome=Refused&from=2026-01-01T00:00:00Z");

        var queries = database.rows("SELECT query FROM pg_stat_statements WHERE query LIKE 'SELECT a.id%'");
        assertThat(queries)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(query -> assertThat(plan(database, query.get(0)))
                        .contains("Index Scan using audit_record_of_study on audit_record a")
                        .doesNotContain("Sort", "Seq Scan on audit_record"));
    }

    private static String plan(Database database, String query) throws SQLException {
        // What is counted is a parameter in the statistics, and a number in truth.
        return QueryPlan.inOrder(database, query.replaceFirst("FETCH FIRST \\$\\d+ ROWS", "FETCH FIRST 128 ROWS"));
    }
}
