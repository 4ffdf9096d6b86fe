package org.openors.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;
import org.openors.audit.WrittenRecords;

/**
 * The SQL of one recreation in one transaction, over JDBC alone: the limit of what any service can reach. Its audit record is
 * genuine, so that the service seals it.
 */
final class RawRecreation implements Work {

    private static final String FACTS = """
            SELECT t0.version, t1.subject_id, t1.site_id, t1.m_subject_id, t2.inventory_id, t3.subject_id,
                   t4.device_connection, t5.device_id, t5.version, t5.vendor_code,
                   t6.subject_id, t6.access_id, t6.issued_at, t6.issued_by, t6.expires_at, t6.attempts, t6.redeemed_at,
                   t7.subject_id, t7.access_id, t7.issued_at, t7.issued_by, t7.expires_at,
                   t8.connector, t8.url, t8.change_reason_required
            FROM study_mode t0
            LEFT JOIN subject t1 ON t1.study_id = t0.study_id AND t1.mode = t0.mode AND t1.subject_id = ?
            LEFT JOIN inventory_item t2 ON t2.study_id = t0.study_id AND t2.mode = t0.mode AND t2.inventory_id = ?
            LEFT JOIN dispensation t3
                ON t3.study_id = t2.study_id AND t3.mode = t2.mode AND t3.inventory_id = t2.inventory_id
            LEFT JOIN kit_type t4
                ON t4.study_id = t2.study_id AND t4.mode = t2.mode AND t4.kit_type_id = t2.kit_type_id
            LEFT JOIN device_registration t5
                ON t5.study_id = t2.study_id AND t5.mode = t2.mode AND t5.inventory_id = t2.inventory_id
            LEFT JOIN bootstrap_credential t6
                ON t6.study_id = t5.study_id AND t6.mode = t5.mode AND t6.inventory_id = t5.inventory_id
            LEFT JOIN remote_pair t7
                ON t7.study_id = t5.study_id AND t7.mode = t5.mode AND t7.inventory_id = t5.inventory_id
            LEFT JOIN device_service_settings t8 ON t8.study_id = t0.study_id AND t8.mode = t0.mode
            WHERE t0.mode = ? AND t0.study_id = ?
            """;
    private static final int ACCESS_ID_OF_FACTS = 12;
    private static final int REDEEMED_AT_OF_FACTS = 17;
    private static final String REPLACE = """
            UPDATE bootstrap_credential
            SET version = version + 1, subject_id = ?, site_id = ?, access_id = ?, key_id = ?, salt = ?, iterations = ?,
                otp_hash = ?, issued_at = ?, issued_by = ?, issued_by_name = ?, expires_at = ?, attempts = 0,
                lock_mark = NULL, named_access_id = NULL, idempotency_hash = NULL, redeemed_at = NULL
            WHERE study_id = ? AND mode = ? AND inventory_id = ? AND access_id = ? AND attempts BETWEEN 0 AND 9
              AND CASE WHEN redeemed_at IS NULL THEN 0 ELSE 1 END = ?
            """;
    private static final ChainName CHAIN = new ChainName(Fleet.STUDY, Fleet.MODE);
    private static final AtomicInteger ACCESS_IDS = new AtomicInteger();

    private final Connection connection;
    private final Devices devices;
    private final PreparedStatement facts;
    private final PreparedStatement replace;
    private final AuditMacs macs;

    RawRecreation(Connection connection, Devices devices, AuditMacs macs) throws SQLException {
        this.connection = connection;
        this.devices = devices;
        this.macs = macs;
        connection.setAutoCommit(false);
        facts = connection.prepareStatement(FACTS);
        replace = connection.prepareStatement(REPLACE);
    }

    @Override
    public boolean once() throws SQLException {
        int n = devices.next();
        replace(n, read(n));
        WrittenRecords.write(connection, CHAIN, macs);
        connection.commit();
        return true;
    }

    private Replaced read(int n) throws SQLException {
        set(facts, Fleet.subject(n), Fleet.item(n), Fleet.MODE, Fleet.STUDY);
        try (var row = facts.executeQuery()) {
            row.next();
            return new Replaced(row.getString(ACCESS_ID_OF_FACTS), row.getObject(REDEEMED_AT_OF_FACTS) != null);
        }
    }

    private void replace(int n, Replaced replaced) throws SQLException {
        var random = ThreadLocalRandom.current();
        var salt = new byte[48];
        var hash = new byte[32];
        random.nextBytes(salt);
        random.nextBytes(hash);
        var now = now();
        set(
                replace,
                Fleet.subject(n),
                Fleet.site(n),
                accessId(),
                "1",
                salt,
                1_000,
                hash,
                now,
                "nurse-17",
                "Nurse 17",
                now.plusDays(1),
                Fleet.STUDY,
                Fleet.MODE,
                Fleet.item(n),
                replaced.accessId(),
                replaced.isRedeemed() ? 1 : 0);
        if (replace.executeUpdate() != 1) {
            throw new IllegalStateException("device " + n + " was changed by another worker");
        }
    }

    private static OffsetDateTime now() {
        return Instant.now().atOffset(ZoneOffset.UTC);
    }

    /** Six characters that the service never draws: it has no lower case. */
    private static String accessId() {
        int scattered = ACCESS_IDS.getAndIncrement() * 0x9E3779B1 & 0x1FFFFFF;
        return "u" + "%5s".formatted(Integer.toString(scattered, 32)).replace(' ', '0');
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private record Replaced(String accessId, boolean isRedeemed) {}
}
