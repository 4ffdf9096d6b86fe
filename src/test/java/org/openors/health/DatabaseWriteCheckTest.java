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
import org.openors.database.TransactionTurns;

class DatabaseWriteCheckTest {

    private final JdbcDataSource h2 = new JdbcDataSource();
    private final DatabaseWriteCheck writeCheck = new DatabaseWriteCheck();
    private final TurnedClock clock = new TurnedClock();
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void migrate() {
        h2.setUrl("jdbc:h2:mem:write-check-" + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
        new Migrations().run(h2);
        writeCheck.turns = new TransactionTurns();
        writeCheck.clock = clock;
        writeCheck.database = fake(DataSource.class, (any, method, arguments) -> {
            asked.incrementAndGet();
            return h2.getConnection();
        });
    }

    @Test
    void holdsWhereAChangeIsTaken() {
        assertThat(writeCheck.holds()).isTrue();
    }

    /** Reading goes on, so only a change shows it. */
    @Test
    void doesNotHoldWhereOnlyReadingWorksAndHoldsAgainAfterwards() throws SQLException {
        update("ALTER TABLE key_in_use ADD CONSTRAINT no_change CHECK (only_row = 0) NOCHECK");
        assertThat(writeCheck.holds()).isFalse();
        update("ALTER TABLE key_in_use DROP CONSTRAINT no_change");
        clock.pass(DatabaseWriteCheck.KEPT);
        assertThat(writeCheck.holds()).isTrue();
    }

    @Test
    void theDatabaseIsAskedOnceHoweverManyAskInASecond() {
        for (int i = 0; i < 10; i++) {
            assertThat(writeCheck.holds()).isTrue();
            clock.pass(Duration.ofMillis(99));
        }
        assertThat(asked).hasValue(1);
    }

    /** Each change makes the file of the embedded database grow. */
    @Test
    void aGoodAnswerOfTheEmbeddedDatabaseIsKeptForLongerABadOneIsNot() throws SQLException {
        writeCheck.turns = new TransactionTurns() {
            @Override
            public boolean areOfTheEmbeddedDatabase() {
                return true;
            }
        };
        assertThat(writeCheck.holds()).isTrue();
        update("ALTER TABLE key_in_use ADD CONSTRAINT no_change CHECK (only_row = 0) NOCHECK");
        clock.pass(DatabaseWriteCheck.KEPT_ON_H2.minusMillis(1));
        assertThat(writeCheck.holds()).isTrue();
        clock.pass(Duration.ofMillis(1));
        assertThat(writeCheck.holds()).isFalse();
        update("ALTER TABLE key_in_use DROP CONSTRAINT no_change");
        clock.pass(DatabaseWriteCheck.KEPT);
        assertThat(writeCheck.holds()).isTrue();
    }

    @Test
    void anAnswerFromBeforeTheClockWasSetBackIsNotGivenAgain() throws SQLException {
        assertThat(writeCheck.holds()).isTrue();
        update("ALTER TABLE key_in_use ADD CONSTRAINT no_change CHECK (only_row = 0) NOCHECK");
        clock.pass(Duration.ofHours(-1));
        assertThat(writeCheck.holds()).isFalse();
    }

    private void update(String sql) throws SQLException {
        try (var connection = h2.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
