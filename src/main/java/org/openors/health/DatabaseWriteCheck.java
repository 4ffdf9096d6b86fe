package org.openors.health;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.openors.background.Due;
import org.openors.database.TransactionTurns;

/**
 * Checks that the database takes changes by committing one. So it also notices a full disk, and a database that became
 * read-only in a failover. Anybody may ask, so an answer is kept for {@link #KEPT}. On the embedded database, whose file grows with each
 * change (ADR 16), a good answer is kept for {@link #KEPT_ON_H2}.
 */
@ApplicationScoped
class DatabaseWriteCheck {

    static final Duration KEPT = Duration.ofSeconds(1);
    static final Duration KEPT_ON_H2 = Duration.ofSeconds(30);

    /** The row stays as it is. Nobody is waited for: a row that another transaction has locked is left out. */
    private static final String CHANGE = """
            UPDATE key_in_use SET key_id = key_id WHERE only_row IN
              (SELECT only_row FROM key_in_use WHERE only_row = 1 FOR UPDATE SKIP LOCKED)
            """;

    private static final int TIMEOUT_SECONDS = 2;
    /** On H2 a transaction that writes longer, as an import does, proves that changes are taken. */
    private static final Duration WAIT_FOR_THE_TURN = Duration.ofSeconds(1);

    @Resource(lookup = "jdbc/ors")
    DataSource database;

    @Inject
    TransactionTurns turns;

    @Inject
    Clock clock;

    private boolean answer;
    private Instant answered = Instant.MIN;

    /** Whether it takes changes. One caller asks the database, the others wait for the answer. */
    synchronized boolean holds() {
        if (Due.again(answered, kept(), clock.instant())) {
            answer = isChangeTaken();
            answered = clock.instant();
        }
        return answer;
    }

    private Duration kept() {
        return answer && turns.areOfTheEmbeddedDatabase() ? KEPT_ON_H2 : KEPT;
    }

    private boolean isChangeTaken() {
        try {
            turns.writeIfFree(WAIT_FOR_THE_TURN, this::change);
            return true;
        } catch (IllegalStateException notTaken) {
            return false;
        }
    }

    private void change() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            statement.executeUpdate(CHANGE);
        } catch (SQLException failure) {
            throw new IllegalStateException("the database takes no changes", failure);
        }
    }
}
