package org.openors.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openors.audit.TrailDatabase;
import org.openors.audit.WithDatabases;
import org.openors.database.Jdbc;

/** Pairs that are locked without a mark get it, some at a time; no other pair does. */
class LockMarkingTest extends WithDatabases {

    private static final UUID STUDY = UUID.randomUUID();
    private static final int MAX = 5;
    private static final String MARKED =
            "SELECT access_id FROM bootstrap_credential WHERE lock_mark = 1 ORDER BY access_id";

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void whatIsLockedByALowerNumberIsMarked(TrailDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            addStudy(connection);
            addPair(connection, "BELOW", MAX - 1, "NULL", "NULL");
            addPair(connection, "AT", MAX, "NULL", "NULL");
            addPair(connection, "ABOVE", MAX + 1, "NULL", "NULL");
            addPair(connection, "USED", MAX + 1, "now()", "NULL");
            addPair(connection, "MARKED", MAX + 1, "NULL", "1");
            assertThat(LockMarking.markSome(connection, MAX)).isEqualTo(2);
            assertThat(marked(connection)).containsExactly("ABOVE", "AT", "MARKED");
            assertThat(LockMarking.markSome(connection, MAX)).isZero();
            connection.rollback();
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void theyAreMarkedSomeAtATime(TrailDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            addStudy(connection);
            for (int i = 0; i < LockMarking.MOST + 1; i++) {
                addPair(connection, "P" + i, MAX, "NULL", "NULL");
            }
            assertThat(LockMarking.markSome(connection, MAX)).isEqualTo(LockMarking.MOST);
            assertThat(LockMarking.markSome(connection, MAX)).isEqualTo(1);
            connection.rollback();
        }
    }

    private static List<String> marked(Connection connection) {
        return Jdbc.query(connection, MARKED, row -> row.getString(1).trim());
    }

    private static void addStudy(Connection connection) {
        Jdbc.update(connection, "INSERT INTO study_mode (study_id, mode) VALUES (?, 'test')", STUDY);
        Jdbc.update(
                connection,
                "INSERT INTO kit_type (study_id, mode, kit_type_id, device_type, device_model_urns)"
                        + " VALUES (?, 'test', 'K', 'Other', '')",
                STUDY);
    }

    /** A registered device and its pair. */
    private static void addPair(
            Connection connection, String accessId, int attempts, String redeemedAt, String lockMark) {
        var item = UUID.randomUUID();
        for (var row : List.of(
                "inventory_item (study_id, mode, inventory_id, kit_type_id) VALUES (?, 'test', ?, 'K')",
                "device_registration (study_id, mode, inventory_id, device_id) VALUES (?, 'test', ?, '" + item + "')",
                "bootstrap_credential (study_id, mode, inventory_id, subject_id, version, access_id, key_id, salt,"
                        + " iterations, otp_hash, issued_at, issued_by, expires_at, attempts, redeemed_at, lock_mark)"
                        + " VALUES (?, 'test', ?, '" + item + "', 1, '" + accessId
                        + "', '1', CAST('00' AS BYTEA), 1, CAST('00' AS BYTEA), now(), 'nurse', now(), " + attempts
                        + ", " + redeemedAt + ", " + lockMark + ")")) {
            Jdbc.update(connection, "INSERT INTO " + row, STUDY, item);
        }
    }
}
