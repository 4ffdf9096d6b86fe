package org.openors.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGStatement;

/** A statement that PostgreSQL has prepared before, as a node has many of them after a while. */
class OldStatementTest {

    private String database;
    private Connection node;
    private PreparedStatement statement;

    @BeforeEach
    void prepare() throws IOException, SQLException {
        database = TestPostgres.newDatabase();
        node = TestPostgres.database(database).getConnection();
        execute(node, "CREATE TABLE thing (size INTEGER)");
        execute(node, "INSERT INTO thing VALUES (1)");
        node.setAutoCommit(false);
        statement = node.prepareStatement("SELECT size FROM thing");
        statement.unwrap(PGStatement.class).setPrepareThreshold(1);
        assertThat(size()).isEqualTo(1);
    }

    @AfterEach
    void close() throws IOException, SQLException {
        node.close();
        TestPostgres.drop(database);
    }

    @Test
    void oneWhoseResultAMigrationOfAnotherNodeChangedFailsOnceAndIsRunAgain() throws SQLException {
        try (var another = TestPostgres.database(database).getConnection()) {
            execute(another, "ALTER TABLE thing ALTER COLUMN size TYPE BIGINT");
        }
        assertThatItFailsOnce("0A000");
    }

    /** As a pooler that lets another session have the connection. */
    @Test
    void oneThatIsGoneFailsOnceAndIsRunAgain() throws SQLException {
        execute(node, "DO $$ BEGIN EXECUTE 'DEALLOCATE ALL'; END $$");
        assertThatItFailsOnce("26000");
    }

    private void assertThatItFailsOnce(String state) throws SQLException {
        var failure = catchThrowableOfType(SQLException.class, this::size);
        assertThat(failure.getSQLState()).isEqualTo(state);
        assertThat(SqlState.isRolledBack(failure)).isTrue();
        node.rollback();
        assertThat(size()).isEqualTo(1);
    }

    private long size() throws SQLException {
        try (var rows = statement.executeQuery()) {
            rows.next();
            long size = rows.getLong(1);
            node.commit();
            return size;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var change = connection.createStatement()) {
            change.execute(sql);
        }
    }
}
