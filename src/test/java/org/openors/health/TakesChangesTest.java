package org.openors.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openors.Fake.fake;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openors.background.TurnedClock;
import org.openors.database.Migrations;
import org.openors.database.Turns;

class TakesChangesTest {

    private final JdbcDataSource h2 = new JdbcDataSource();
    private final TakesChanges takesChanges = new TakesChanges();
    private final TurnedClock clock = new TurnedClock();
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void migrate() {
        h2.setUrl("jdbc:h2:mem:takes-changes-" + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
        new Migrations().run(h2);
        takesChanges.turns = new Turns();
        takesChanges.clock = clock;
        takesChanges.database = fake(DataSource.class, (any, method, arguments) -> {
            asked.incrementAndGet();
            return h2.getConnection();
        });
    }

    @Test
    void holdsWhereAChangeIsTaken() {
        assertThat(takesChanges.holds()).isTrue();
    }

    /** Reading goes on, so only a change shows it. */
    @Test
    void doesNotHoldWhereOnlyReadingWorksAndHoldsAgainAfterwards() throws SQLException {
        update("ALTER TABLE key_in_use ADD CONSTRAINT no_change CHECK (only_row = 0) NOCHECK");
        assertThat(takesChanges.holds()).isFalse();
        update("ALTER TABLE key_in_use DROP CONSTRAINT no_change");
        clock.pass(TakesChanges.KEPT);
        assertThat(takesChanges.holds()).isTrue();
    }

    @Test
    void theDatabaseIsAskedOnceHoweverManyAskInASecond() {
        for (int i = 0; i < 10; i++) {
            assertThat(takesChanges.holds()).isTrue();
            clock.pass(Duration.ofMillis(99));
        }
        assertThat(asked).hasValue(1);
    }

    private void update(String sql) throws SQLException {
        try (var connection = h2.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
