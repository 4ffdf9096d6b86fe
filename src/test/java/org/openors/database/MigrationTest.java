package org.openors.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.common.BaseDataSource;

class MigrationTest {

    private static final String BEFORE_INDEXES_ARE_DROPPED = "14.1";
    private static final Duration LESS_THAN_NODES_WAIT = Duration.ofSeconds(15);

    /** A dump reads all tables in one transaction. */
    @Test
    void whoReadsATableForLongIsNotWaitedForAndTheMigrationMayBeRunAgain() throws IOException, SQLException {
        var database = TestPostgres.database(TestPostgres.newDatabase());
        Migrations.configuration("postgresql")
                .dataSource(database)
                .target(BEFORE_INDEXES_ARE_DROPPED)
                .load()
                .migrate();
        var url = database.unwrap(BaseDataSource.class).getURL();
        try (var dump = database.getConnection()) {
            dump.setAutoCommit(false);
            dump.createStatement().execute("SELECT 1 FROM subject");
            var start = Instant.now();
            assertThatExceptionOfType(FlywayException.class)
                    .isThrownBy(() -> Migration.run(url, "postgres", "", "SELECT 1"))
                    .matches(SqlState::isLockTimeout);
            assertThat(Duration.between(start, Instant.now())).isLessThan(LESS_THAN_NODES_WAIT);
        }
        assertThat(Migration.run(url, "postgres", "", "SELECT 1")).startsWith("The schema is at version 20");
    }
}
