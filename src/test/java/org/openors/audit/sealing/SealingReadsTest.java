package org.openors.audit.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;
import org.openors.audit.TrailDatabase;
import org.openors.audit.WrittenRecords;
import org.openors.database.Jdbc;
import org.openors.keys.TestKeys;

/** Sealing comes every half second: on PostgreSQL it reads what waits and the ends of chains, never a whole table of the trail. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SealingReadsTest {

    /** Places before the first one: sealing looks only beyond the last. */
    private static final String LONG_CHAIN = """
            INSERT INTO audit_record SELECT p.* FROM audit_record r, generate_series(1, 30000) n,
              jsonb_populate_record(r, jsonb_build_object('id', md5(n::text))) p;
            INSERT INTO audit_seal SELECT study_id, mode, -row_number() OVER (), id, key_id, mac FROM audit_record;
            """;
    /** The statistics are those of a moment of heavy load. */
    private static final String FEW_WAIT_BUT_MANY_DID = "ANALYZE; DELETE FROM audit_unsealed";

    private static final String ROWS_READ =
            "SELECT SUM(seq_tup_read) FROM pg_stat_user_tables WHERE relname IN ('audit_record', 'audit_seal')";

    private final ChainName chain = new ChainName(UUID.randomUUID(), "active");
    private TrailDatabase database;
    private AuditMacs macs;

    @BeforeAll
    void makeALongChain(@TempDir Path directory) throws IOException, SQLException {
        macs = new AuditMacs(TestKeys.of(directory, TestKeys.hex()));
        database = TrailDatabase.postgres();
        try (var connection = database.connect()) {
            WrittenRecords.write(connection, chain, macs);
            for (var statement : LONG_CHAIN.split(";\n")) {
                Jdbc.update(connection, statement);
            }
            for (var statement : FEW_WAIT_BUT_MANY_DID.split("; ")) {
                Jdbc.update(connection, statement);
            }
            connection.commit();
        }
    }

    @AfterAll
    void stop() throws IOException {
        database.close();
    }

    @Test
    void aSetIsLookedAtAndSealedWithoutReadingAWholeTable() throws SQLException {
        try (var connection = database.connect()) {
            sealSome(connection);
            long before = rowsRead(connection);
            for (int set = 0; set < 8; set++) {
                sealSome(connection);
            }
            assertThat(rowsRead(connection)).isEqualTo(before);
        }
    }

    /** The control. */
    @Test
    void aWholeTableReadShows() throws SQLException {
        try (var connection = database.connect()) {
            long before = rowsRead(connection);
            Jdbc.query(connection, "SELECT COUNT(hash) FROM audit_seal", row -> row.getLong(1));
            assertThat(rowsRead(connection)).isGreaterThan(before + 30_000);
        }
    }

    private void sealSome(Connection connection) throws SQLException {
        for (int i = 0; i < 3; i++) {
            WrittenRecords.write(connection, chain, macs);
        }
        assertThat(WaitingList.first(connection)).hasSize(3);
        assertThat(SealedTrail.seal(connection, macs)).isEqualTo(3);
        connection.commit();
    }

    private static long rowsRead(Connection connection) throws SQLException {
        connection.commit();
        Jdbc.query(connection, "SELECT pg_stat_force_next_flush()", row -> null);
        connection.commit();
        return Jdbc.query(connection, ROWS_READ, row -> row.getLong(1)).get(0);
    }
}
