package org.openors.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openors.database.Migrations;
import org.openors.keys.TestKeys;
import org.openors.settings.BadSetting;

class KeyChecksTest {

    @TempDir
    Path directory;

    private final String key = TestKeys.hex();
    private final String other = TestKeys.hex();
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        var database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        new Migrations().run(database);
        connection = database.getConnection();
    }

    @AfterEach
    void close() throws SQLException {
        execute("SHUTDOWN");
    }

    @Test
    void aKnownIdWithAnotherKeyIsRefusedAfterARestart() {
        KeyChecks.add(connection, checksOf("a:" + key));
        assertThatThrownBy(() -> KeyChecks.require(connection, checksOf("a:" + other)))
                .isInstanceOf(BadSetting.class)
                .hasMessage("ORS_SECRET_KEY_FILE names a file in which the known id a has another key than before");
        assertThatThrownBy(() -> KeyChecks.add(connection, checksOf("a:" + other, "b:" + key)))
                .isInstanceOf(BadSetting.class);
        assertThat(KeyChecks.require(connection, checksOf("a:" + key))).containsExactly("a");
    }

    @Test
    void aNewIdMayHaveAnyKeyAndAKnownOneMayBeAbsent() {
        KeyChecks.add(connection, checksOf("a:" + key));
        assertThat(KeyChecks.add(connection, checksOf("b:" + other))).containsExactly("b");
        assertThat(KeyChecks.require(connection, checksOf("b:" + other))).containsExactly("b");
    }

    /** Anybody with the service's role may add rows. */
    @Test
    void onlyTheRowsOfTheGivenIdsAreRead() throws SQLException {
        KeyChecks.add(connection, checksOf("a:" + key));
        execute("ALTER TABLE key_check ALTER COLUMN check_value DROP NOT NULL");
        execute("INSERT INTO key_check (key_id, check_value) SELECT 'planted-' || x, NULL FROM SYSTEM_RANGE(1, 1000)");
        assertThat(KeyChecks.require(connection, checksOf("a:" + key, "c:" + other)))
                .containsExactly("a");
        assertThat(KeyChecks.isAnyKnown(connection)).isTrue();
        execute("DELETE FROM key_check");
        assertThat(KeyChecks.isAnyKnown(connection)).isFalse();
    }

    @Test
    void whatIsKnownIsNotAddedAgainAndWhatWasRemovedIsSeenAsNew() throws SQLException {
        assertThat(KeyChecks.add(connection, checksOf("a:" + key))).containsExactly("a");
        assertThat(KeyChecks.add(connection, checksOf("a:" + key))).isEmpty();
        execute("DELETE FROM key_check");
        assertThat(KeyChecks.add(connection, checksOf("a:" + key))).containsExactly("a");
    }

    @Test
    void aCheckValueThatSomebodyChangedRefusesTheStart() throws SQLException {
        KeyChecks.add(connection, checksOf("a:" + key));
        execute("UPDATE key_check SET check_value = X'00'");
        assertThatThrownBy(() -> KeyChecks.require(connection, checksOf("a:" + key)))
                .isInstanceOf(BadSetting.class);
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Map<String, byte[]> checksOf(String... lines) {
        return TestKeys.of(directory, lines).checkValues();
    }
}
