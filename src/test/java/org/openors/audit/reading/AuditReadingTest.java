package org.openors.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.audit.ChainName;
import org.openors.audit.WrittenRecords;
import org.openors.database.Jdbc;
import org.openors.database.Migrations;

/** Fifty records, three in a millisecond, every fifth of which matches; a statement goes through a few of them. */
class AuditReadingTest {

    private static final int RECORDS = 50;
    private static final OffsetDateTime TIME = OffsetDateTime.parse("2026-01-01T00:00:00Z");
    private static final AuditFilter FIFTH = new AuditFilter(null, null, "fifth", null, null, null, null);

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 49, 50, 51, 1_000})
    void aFilterFindsTheSameWhateverTheWindow(int window) throws SQLException {
        var h2 = new JdbcDataSource();
        h2.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        new Migrations().run(h2);
        try (var connection = h2.getConnection()) {
            for (var trail : List.of(new ChainName(UUID.randomUUID(), "active"), ChainName.OF_THE_SERVICE)) {
                fill(connection, trail);
                var expected = pages(reading(connection, 1_000), trail, 1_000);
                assertThat(expected).hasSize(RECORDS / 5);
                assertThat(pages(reading(connection, window), trail, 3)).isEqualTo(expected);
            }
        }
    }

    private static void fill(Connection connection, ChainName trail) throws SQLException {
        Jdbc.update(connection, "DROP TRIGGER IF EXISTS audit_record_is_kept");
        for (int i = 0; i < RECORDS; i++) {
            var record = WrittenRecords.one(trail);
            WrittenRecords.write(connection, record, "1", new byte[32]);
            Jdbc.update(
                    connection,
                    "UPDATE audit_record SET actor = ?, occurred_at = ? WHERE id = ?",
                    i % 5 == 0 ? "fifth" : "other",
                    TIME.plusNanos(i / 3 * 1_000_000L),
                    record.id());
        }
    }

    private static List<UUID> pages(AuditReading reading, ChainName trail, int limit) {
        var found = new ArrayList<UUID>();
        var next = Optional.of(AuditPosition.end());
        while (next.isPresent()) {
            var page = reading.continued(new AuditSelection(trail, FIFTH), next.get(), limit);
            page.entries().forEach(entry -> found.add(entry.record().id()));
            next = page.next();
        }
        return found;
    }

    private static AuditReading reading(Connection connection, int window) {
        var reading = new AuditReading();
        reading.window = window;
        reading.jdbc = new Jdbc() {
            @Override
            public <T> T run(Work<T> work) {
                try {
                    return work.on(connection);
                } catch (SQLException failure) {
                    throw new IllegalStateException(failure);
                }
            }
        };
        return reading;
    }
}
