package org.openors.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openors.database.Jdbc;

/** Until when pairs without a seal are accepted, whatever the database says afterwards. */
class EarlierPairsTest {

    private static final Instant UPGRADE = Instant.parse("2026-03-01T12:00:00Z");

    private final InstantSource standing = () -> this.now;
    private final Clock clock = standing.withZone(ZoneOffset.UTC);
    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    private final Jdbc jdbc = new Jdbc() {
        @Override
        public <T> T run(Work<T> work) {
            try (var connection = DriverManager.getConnection(url)) {
                return work.on(connection);
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }
    };
    private Instant now = UPGRADE;

    @BeforeEach
    void upgrade() throws SQLException {
        sql("CREATE TABLE pair_sealing (only_row INTEGER, since TIMESTAMP(3) WITH TIME ZONE)");
        sql("INSERT INTO pair_sealing VALUES (1, TIMESTAMP WITH TIME ZONE '2026-03-01 12:00:00+00:00')");
    }

    @Test
    void theyAreForFortyEightHoursAfterTheUpgrade() {
        var started = startedAt(UPGRADE.plusSeconds(3_600));
        assertAcceptedUntil(UPGRADE.plus(EarlierPairs.PERIOD), started);
    }

    @Test
    void theyAreNotAcceptedLongerIfTheTimeOfTheUpgradeIsMovedWhileTheNodeRuns() throws SQLException {
        var started = startedAt(UPGRADE);
        sql("UPDATE pair_sealing SET since = TIMESTAMP WITH TIME ZONE '2036-03-01 12:00:00+00:00'");
        assertAcceptedUntil(UPGRADE.plus(EarlierPairs.PERIOD), started);
    }

    @Test
    void anUpgradeInTheFutureCountsFromTheStart() throws SQLException {
        sql("UPDATE pair_sealing SET since = TIMESTAMP WITH TIME ZONE '2036-03-01 12:00:00+00:00'");
        var start = UPGRADE.plusSeconds(1);
        assertAcceptedUntil(start.plus(EarlierPairs.PERIOD), startedAt(start));
    }

    @Test
    void theyAreNeverAcceptedIfTheTimeIsMissing() throws SQLException {
        sql("DELETE FROM pair_sealing");
        assertThat(startedAt(UPGRADE).areAccepted()).isFalse();
    }

    private EarlierPairs startedAt(Instant start) {
        now = start;
        var pairs = new EarlierPairs(jdbc, clock);
        pairs.readEnd();
        return pairs;
    }

    private void assertAcceptedUntil(Instant end, EarlierPairs pairs) {
        now = end.minusMillis(1);
        assertThat(pairs.areAccepted()).isTrue();
        now = end;
        assertThat(pairs.areAccepted()).isFalse();
    }

    private void sql(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
