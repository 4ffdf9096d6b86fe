package org.openors.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openors.audit.AuditAction;
import org.openors.audit.ChainName;
import org.openors.database.Jdbc;
import org.openors.database.Migrations;

/** How H2 finds a page: along the index, with nothing to sort. {@code AuditPlanIT} asks PostgreSQL the same. */
class AuditRowsTest {

    private static final JdbcDataSource H2 = new JdbcDataSource();
    private static final Instant TIME = Instant.parse("2026-11-23T09:30:00Z");
    private static final AuditFilter NOTHING = new AuditFilter(null, null, null, null, null, null, null);
    private static final AuditFilter ALL =
            new AuditFilter(UUID.randomUUID(), UUID.randomUUID(), "nurse-17", AuditAction.OTHER, "Failed", TIME, TIME);

    @BeforeAll
    static void migrate() {
        H2.setUrl("jdbc:h2:mem:audit-rows;DB_CLOSE_DELAY=-1");
        new Migrations().run(H2);
    }

    static Stream<AuditRows> pages() {
        return Stream.of(NOTHING, ALL).flatMap(filter -> {
            var selection = new AuditSelection(new ChainName(UUID.randomUUID(), "active"), filter);
            return Stream.of(AuditPosition.end(), new AuditPosition(TIME, UUID.randomUUID()))
                    .map(position -> new AuditRows(selection, position));
        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void goesAlongTheIndexWithNothingToSort(AuditRows page) throws SQLException {
        assertThat(plan(page.query(1_001), page))
                .contains(
                        "PUBLIC.AUDIT_RECORD_OF_STUDY: OCCURRED_AT >= ?3",
                        "AND OCCURRED_AT <= ?4",
                        "/* index sorted */");
    }

    /** The control: in any other order it would have to sort. */
    @Test
    void anotherOrderShows() throws SQLException {
        var page = pages().findFirst().orElseThrow();
        assertThat(plan(page.query(1_001).replace("DESC", "ASC"), page)).doesNotContain("/* index sorted */");
    }

    private static String plan(String query, AuditRows page) throws SQLException {
        try (var connection = H2.getConnection()) {
            return Jdbc.query(connection, "EXPLAIN " + query, plan -> plan.getString(1), page.parameters())
                    .get(0);
        }
    }
}
