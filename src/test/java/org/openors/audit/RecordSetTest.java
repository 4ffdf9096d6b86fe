package org.openors.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openors.database.Jdbc;
import org.openors.error.ErrorCode;
import org.openors.keys.TestKeys;

/** Records that are written in a set read like those that are written one by one. */
class RecordSetTest {

    private static final String SELECT =
            "SELECT * FROM audit_record WHERE study_id = ? ORDER BY state_after, action, id";

    @TempDir
    Path directory;

    @Test
    void everyFieldAndItsMacAreStoredAsTheyWereSigned() throws Exception {
        var macs = new AuditMacs(TestKeys.of(directory, TestKeys.hex()));
        for (var database : TrailDatabase.ofEachKind()) {
            try (database;
                    var connection = database.connect()) {
                var study = UUID.randomUUID();
                var records = records(study);
                records.forEach(record -> record.signWith(macs));
                RecordSet.insert(connection, records);
                RecordSet.insert(connection, List.of());

                var verified = new ArrayList<CanonicalRecord>();
                Jdbc.forEach(
                        connection,
                        SELECT,
                        row -> {
                            var record = CanonicalRecord.of(row);
                            assertThat(macs.verifies(record, row.getString("key_id"), row.getBytes("mac")))
                                    .isTrue();
                            return verified.add(record);
                        },
                        study);
                assertThat(verified)
                        .as(database.toString())
                        .containsExactlyInAnyOrderElementsOf(
                                records.stream().map(CanonicalRecord::of).toList());
                assertThat(Jdbc.query(
                                connection, "SELECT record_id FROM audit_unsealed WHERE study_id = ?", row -> 1, study))
                        .hasSameSizeAs(records);
            }
        }
    }

    @Test
    void aRecordThatTheDatabaseSwallowsFailsTheWholeSet() throws Exception {
        var macs = new AuditMacs(TestKeys.of(directory, TestKeys.hex()));
        var records = records(UUID.randomUUID());
        records.forEach(record -> record.signWith(macs));
        try (var database = TrailDatabase.postgresOf(TrailDatabase.ofEachKind());
                var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'");
            statement.execute("CREATE TRIGGER swallow BEFORE INSERT ON audit_record FOR EACH ROW WHEN (NEW.id = '"
                    + records.get(17).id + "') EXECUTE FUNCTION swallow()");
            assertThatThrownBy(() -> RecordSet.insert(connection, records))
                    .hasMessage("the database took 49 of 50 audit records");
        }
    }

    private static List<AuditRecord> records(UUID study) {
        return IntStream.range(0, 50)
                .mapToObj(i -> {
                    var record = new AuditRecord(
                            AuditAction.IMPORT_STUDY_DATA,
                            Instant.parse("2026-03-01T12:00:00.120Z").plusMillis(i),
                            "%032X".formatted(i),
                            "::1");
                    record.nameActor(i % 2 == 0 ? null : "https://idp.example.org", "loader", "StudyDataPut");
                    record.nameObjects(study, "test", UUID.randomUUID(), UUID.randomUUID());
                    record.concern(new ObjectChange(
                            AuditAction.DISPENSE_ITEM,
                            i % 3 == 0 ? null : UUID.randomUUID(),
                            UUID.randomUUID(),
                            null,
                            i % 2 == 0 ? null : "{\"siteId\":\"a,b\\\"\\\\{}NULL\"}",
                            i == 7 ? "ä😀".repeat(2_000) : ""));
                    if (i == 9) {
                        record.refuse(ErrorCode.INVALID_SUBJECT_ID);
                    }
                    return record;
                })
                .toList();
    }
}
