package org.openors.audit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.openors.audit.AuditField;
import org.openors.audit.AuditMacs;
import org.openors.audit.CanonicalRecord;
import org.openors.audit.ChainName;
import org.openors.audit.Checkpoint;
import org.openors.audit.CheckpointFile;
import org.openors.audit.SealTime;
import org.openors.audit.WrittenRecords;
import org.openors.database.Jdbc;
import org.openors.identity.Identifier;
import org.openors.it.Database;
import org.openors.it.ReliabilityReport;
import org.openors.keys.TestKeys;
import org.postgresql.PGConnection;

/**
 * Ten million sealed records and two million checkpoints, half of them of the chain, are verified on PostgreSQL as the
 * service's role, within the role's time limits and with one connection that is never held for long.
 */
@Tag("reliability")
@EnabledIfSystemProperty(named = "ors.size", matches = "full")
@EnabledIfSystemProperty(named = "ors.it.database", matches = "postgresql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeTrailIT {

    private static final int RECORDS = Integer.getInteger("ors.audit.records", 10_000_000);
    private static final int CHECKPOINTS = 2_000_000;
    private static final int CHUNK = 100_000;
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(8);
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final HexFormat HEX = HexFormat.of();
    private static final String COLUMNS =
            Arrays.stream(AuditField.values()).map(AuditField::column).collect(Collectors.joining(", "));

    private final ChainName chain = new ChainName(UUID.randomUUID(), "active");
    private Database database;
    private AuditMacs macs;
    private CheckpointFile file;
    private byte[] hash;
    private Instant previous;

    @BeforeAll
    void makeTheTrail(@TempDir Path directory) throws IOException, SQLException {
        database = Database.postgres(directory);
        macs = new AuditMacs(TestKeys.of(directory, "1:" + TestKeys.hex()));
        file = new CheckpointFile(directory.resolve("checkpoints"));
        database.update("""
                ALTER TABLE audit_record DISABLE TRIGGER audit_record_waits;
                ALTER TABLE audit_record DROP CONSTRAINT audit_record_pkey;
                DROP INDEX audit_record_of_study; DROP INDEX audit_record_of_service;
                ALTER TABLE audit_seal DROP CONSTRAINT audit_seal_record_id_key;
                """);
        try (var connection = database.connect();
                var checkpoints = Files.newBufferedWriter(file.path())) {
            hash = macs.start(chain, "1").orElseThrow();
            for (int first = 1; first <= RECORDS; first += CHUNK) {
                seal(connection, first, Math.min(RECORDS, first + CHUNK - 1), checkpoints);
            }
        }
        database.update("""
                ALTER TABLE audit_record ADD PRIMARY KEY (id);
                ALTER TABLE audit_seal ADD UNIQUE (record_id);
                CREATE INDEX audit_record_of_study ON audit_record (study_id, mode, occurred_at DESC, id DESC);
                ANALYZE;
                """);
        database.update("INSERT INTO audit_chain (study_id, mode, sequence, hash, checkpointed) VALUES ('"
                + chain.studyId() + "', '" + chain.mode() + "', " + RECORDS + ", '\\x" + HEX.formatHex(hash) + "', 0)");
    }

    @AfterAll
    void stop() throws IOException {
        database.close();
    }

    @Test
    void isVerified() throws SQLException {
        var pool = new OneConnection(database.connectAsService());
        var start = Instant.now();
        var result = new TrailVerification(pool, macs, Clock.systemUTC()).verify(chain, file);
        var took = Duration.between(start, Instant.now());

        ReliabilityReport.add(
                RECORDS + " sealed records and " + CHECKPOINTS + " lines of checkpoints, " + result.checkpoints()
                        + " of them of the chain",
                "verified in " + took.toSeconds() + " s; a connection was held for at most " + pool.longest.toMillis()
                        + " ms, " + pool.times + " times");
        assertThat(result.firstProblem()).isNull();
        assertThat(result.records()).isEqualTo(RECORDS);
        assertThat(result.checkpoints()).isGreaterThan(CHECKPOINTS / 2 - 10);
        assertThat(result.sealedLate()).isZero();
        assertThat(pool.longest).isLessThan(LONGEST_HOLD);
    }

    private void seal(Connection connection, int first, int last, BufferedWriter checkpoints)
            throws SQLException, IOException {
        var records = new ArrayList<String>();
        var seals = new StringBuilder();
        var texts = new ArrayList<>(WrittenRecords.one(chain).texts());
        for (long place = first; place <= last; place++) {
            var id = UUID.randomUUID();
            texts.set(AuditField.ID.ordinal(), Identifier.format(id));
            texts.set(AuditField.OCCURRED_AT.ordinal(), time(place));
            var record = new CanonicalRecord(texts);
            var mac = WrittenRecords.macOf(record, macs);
            hash = macs.link(hash, mac, "1").orElseThrow();
            records.add(row(record, mac));
            seals.append(seal(place, id));
            writeCheckpoints(place, checkpoints);
        }
        copy(connection, "audit_record (" + COLUMNS + ", key_id, mac)", String.join("", records));
        copy(
                connection,
                "audit_seal (study_id, mode, sequence, record_id, key_id, hash, sealed_at, time_mac)",
                seals.toString());
    }

    private static String time(long place) {
        var text = FIRST.plusMillis(place * 10).truncatedTo(ChronoUnit.MILLIS).toString();
        return text.length() == "2026-01-01T00:00:00Z".length() ? text.replace("Z", ".000Z") : text;
    }

    private static String row(CanonicalRecord record, byte[] mac) {
        return record.texts().stream().map(text -> text == null ? "\\N" : text).collect(Collectors.joining("\t"))
                + "\t1\t\\\\x" + HEX.formatHex(mac) + "\n";
    }

    private String seal(long place, UUID id) {
        var sealedAt = Instant.parse(time(place)).plusSeconds(1);
        var timeMac = new SealTime(chain, place, id, hash, sealedAt, previous).sign(macs, "1");
        previous = sealedAt;
        return String.join(
                        "\t",
                        chain.study(),
                        chain.mode(),
                        Long.toString(place),
                        id.toString(),
                        "1",
                        "\\\\x" + HEX.formatHex(hash),
                        sealedAt.toString(),
                        "\\\\x" + HEX.formatHex(timeMac))
                + "\n";
    }

    /** As many of the chain as of others; some places have several. */
    private void writeCheckpoints(long place, BufferedWriter checkpoints) throws IOException {
        long before = (place - 1) * (CHECKPOINTS / 2) / RECORDS;
        long until = place * (CHECKPOINTS / 2) / RECORDS;
        for (long i = before; i < until; i++) {
            var time = Instant.parse(time(place)).plusSeconds(5);
            var own = Checkpoint.of(time, chain, place, hash, macs).line();
            checkpoints.write(own + "\n" + own.replace(chain.study(), "0".repeat(31) + i % 10) + "\n");
        }
    }

    private static void copy(Connection connection, String table, String rows) throws SQLException, IOException {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "COPY " + table + " FROM STDIN",
                        new java.io.ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8)));
    }

    /** A connection that is taken and given back as from a pool. */
    private static final class OneConnection extends Jdbc {

        private final Connection connection;
        private Duration longest = Duration.ZERO;
        private int times;

        OneConnection(Connection connection) {
            this.connection = connection;
        }

        @Override
        public <T> T run(Work<T> work) {
            var start = Instant.now();
            try {
                return work.on(connection);
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            } finally {
                var held = Duration.between(start, Instant.now());
                longest = held.compareTo(longest) > 0 ? held : longest;
                times++;
            }
        }
    }
}
