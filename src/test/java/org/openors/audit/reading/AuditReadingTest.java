package org.openors.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.audit.ChainName;
import org.openors.audit.ReadRecording;
import org.openors.audit.WholeTrail;
import org.openors.audit.WrittenRecords;
import org.openors.database.Jdbc;
import org.openors.database.Migrations;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.study.Studies;

/** Fifty records, three in a millisecond, every fifth of which matches; a statement goes through a few of them. */
class AuditReadingTest {

    private static final int RECORDS = 50;
    private static final OffsetDateTime TIME = OffsetDateTime.parse("2026-01-01T00:00:00Z");
    private static final AuditFilter FIFTH = new AuditFilter(null, null, "fifth", null, null, null, null);

    private int statements;
    private int rowsRead;
    private int placesTaken;
    private boolean arePlacesTaken;
    private int recorded;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 49, 50, 51, 1_000})
    void aFilterFindsTheSameWhateverTheWindow(int window) throws SQLException {
        var trails = List.of(new ChainName(UUID.randomUUID(), "active"), ChainName.OF_THE_SERVICE);
        try (var connection = filled(trails.toArray(ChainName[]::new))) {
            for (var trail : trails) {
                var expected = pages(reading(connection, 1_000), trail, 1_000);
                assertThat(expected).hasSize(RECORDS / 5);
                assertThat(pages(reading(connection, window), trail, 3)).isEqualTo(expected);
            }
        }
    }

    /** Of the trail's fifty records every fifth matches, of nobody none. */
    @ParameterizedTest
    @CsvSource({
        "fifth, 7, 3, 1",
        "nobody, 7, 3, 1",
        "nobody, 49, 3, 1",
        "fifth, 20, 3, 0",
        "fifth, 1000, 100, 0",
        "nobody, 1000, 3, 0",
        ", 7, 100, 0"
    })
    void onlyAPageThatNeedsAFurtherWindowTakesAPlace(String actor, int window, int limit, int places)
            throws SQLException {
        try (var connection = filled(ChainName.OF_THE_SERVICE)) {
            var reading = reading(connection, window);
            reading.begin(ofActor(actor), AuditPosition.end(), limit);
            assertThat(Math.min(1, placesTaken)).isEqualTo(places);
            assertThat(recorded).isOne();
        }
    }

    @Test
    void withoutAPlaceAPageReadsOneWindowAndIsRefused() throws SQLException {
        try (var connection = filled(ChainName.OF_THE_SERVICE)) {
            var reading = reading(connection, 7);
            arePlacesTaken = true;
            assertThatThrownBy(() -> reading.begin(ofActor("nobody"), AuditPosition.end(), 3))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE));
            assertThat(statements).isEqualTo(2);
            assertThat(recorded).isZero();
        }
    }

    /** Two states of 8,000 characters each, as kit types with 20 long URNs have them: sixty-four are a million characters. */
    @ParameterizedTest
    @CsvSource({"other, 1000", "other, 100", "other, 7", ", 1000"})
    void aPageEndsBeforeItsTextsAreLongAndTheNextOneGoesOn(String actor, int window) throws SQLException {
        var trail = ChainName.OF_THE_SERVICE;
        try (var connection = filled(trail, trail, trail, trail, trail, trail)) {
            Jdbc.update(
                    connection,
                    "UPDATE audit_record SET state_before = ?, state_after = ?",
                    "b".repeat(8_000),
                    "a".repeat(8_000));
            var reading = reading(connection, window);
            var expected = Jdbc.query(
                    connection,
                    "SELECT id FROM audit_record WHERE actor = COALESCE(?, actor) ORDER BY occurred_at DESC, id DESC",
                    row -> row.getObject(1, UUID.class),
                    actor);
            var found = new ArrayList<UUID>();
            var next = Optional.of(AuditPosition.end());
            while (next.isPresent()) {
                rowsRead = 0;
                var page = reading.begin(ofActor(actor), next.get(), 1_000);
                page.entries().forEach(entry -> found.add(entry.record().id()));
                assertThat(page.json().toString().length()).isLessThan(1_100_000);
                assertThat(rowsRead).isLessThan(200);
                next = page.next();
            }
            assertThat(found).hasSizeGreaterThan(200).isEqualTo(expected);
        }
    }

    @Test
    void aPageOfUsualRecordsIsAsLongAsItsLimit() throws SQLException {
        var trail = ChainName.OF_THE_SERVICE;
        try (var connection = filled(trail, trail, trail, trail, trail, trail)) {
            var page = reading(connection, 1_000).begin(ofActor(null), AuditPosition.end(), 299);
            assertThat(page.entries()).hasSize(299);
            assertThat(reading(connection, 1_000)
                            .begin(ofActor(null), page.next().orElseThrow(), 299))
                    .satisfies(last -> assertThat(last.entries()).hasSize(1))
                    .satisfies(last -> assertThat(last.next()).isEmpty());
        }
    }

    private static AuditSelection ofActor(String actor) {
        return new AuditSelection(ChainName.OF_THE_SERVICE, new AuditFilter(null, null, actor, null, null, null, null));
    }

    private static Connection filled(ChainName... trails) throws SQLException {
        var h2 = new JdbcDataSource();
        h2.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        new Migrations().run(h2);
        var connection = h2.getConnection();
        for (var trail : trails) {
            fill(connection, trail);
        }
        return connection;
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

    private AuditReading reading(Connection connection, int window) {
        var reading = new AuditReading();
        reading.window = window;
        reading.jdbc = new Jdbc() {
            @Override
            public <T> T run(Work<T> work) {
                statements++;
                try {
                    var result = work.on(connection);
                    rowsRead += result instanceof List<?> rows ? rows.size() : 0;
                    return result;
                } catch (SQLException failure) {
                    throw new IllegalStateException(failure);
                }
            }
        };
        reading.studies = new Studies();
        reading.whole = new WholeTrail() {
            @Override
            public void beginPage() {
                placesTaken++;
                if (arePlacesTaken) {
                    throw new Refusal(ErrorCode.TEMPORARILY_UNAVAILABLE);
                }
            }
        };
        reading.recording = new ReadRecording() {
            @Override
            public void record(String result) {
                recorded++;
            }
        };
        return reading;
    }
}
