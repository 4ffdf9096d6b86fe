package org.openors.audit.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openors.audit.AuditField;
import org.openors.audit.AuditMacs;
import org.openors.audit.CanonicalRecord;
import org.openors.audit.ChainName;
import org.openors.audit.TrailDatabase;
import org.openors.audit.WrittenRecords;
import org.openors.database.CommittedWork;
import org.openors.database.Jdbc;
import org.openors.keys.TestKeys;

class WaitingListTest {

    private static final String GONE = "INSERT INTO audit_unsealed (record_id, study_id, mode) VALUES (?, ?, 'active')";

    private final ChainName chain = new ChainName(UUID.randomUUID(), "active");

    @TempDir
    Path directory;

    @Test
    void whatWaitsIsReadWithItsTimesAndWhatIsSealedWithItsPlaces() throws IOException, SQLException {
        var macs = new AuditMacs(TestKeys.of(directory, TestKeys.hex()));
        for (var database : TrailDatabase.ofEachKind()) {
            try (database;
                    var connection = database.connect()) {
                var list = listOn(connection);
                var sealing = new Sealing();
                sealing.jdbc = list.jdbc;
                assertThat(list.first()).isEmpty();
                assertThat(sealing.lastWaiting()).isEmpty();
                var records = List.of(
                        WrittenRecords.write(connection, chain, macs), WrittenRecords.write(connection, chain, macs));
                var times = records.stream()
                        .collect(Collectors.toMap(
                                CanonicalRecord::id, record -> Instant.parse(record.text(AuditField.OCCURRED_AT))));
                assertThat(list.first()).isEqualTo(times);
                assertThat(sealing.lastWaiting())
                        .isEqualTo(times.keySet().stream().max(Comparator.comparing(UUID::toString)));
                assertThat(list.count()).isEqualTo(2);
                assertThat(list.seals(times.keySet())).isEmpty();

                SealedTrail.seal(connection, macs);
                assertThat(list.count()).isZero();
                assertThat(list.seals(times.keySet()))
                        .extracting(SealedPlace::recordId)
                        .containsExactlyInAnyOrderElementsOf(times.keySet());
            }
        }
    }

    @Test
    void aRecordThatIsGoneHasNoTime() throws IOException, SQLException {
        var gone = UUID.randomUUID();
        try (var database = TrailDatabase.h2();
                var connection = database.connect()) {
            Jdbc.update(connection, GONE, gone, chain.studyId());
            assertThat(listOn(connection).first()).hasSize(1).containsEntry(gone, null);
        }
    }

    private static WaitingList listOn(Connection connection) {
        var list = new WaitingList();
        list.jdbc = new CommittedWork(connection);
        return list;
    }
}
