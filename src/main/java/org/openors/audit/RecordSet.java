package org.openors.audit;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openors.database.Jdbc;
import org.openors.database.Jdbc.Values;

/** Inserts many signed records with one statement over arrays, which H2 and PostgreSQL both accept. */
final class RecordSet {

    /** PostgreSQL's short name, for its driver. H2 does not know it. */
    private static final String TIME = "timestamptz";

    private static final List<AuditField> FIELDS = List.of(AuditField.values());
    private static final String COLUMNS = Stream.concat(
                    FIELDS.stream().map(AuditField::column), Stream.of("key_id", "mac"))
            .collect(Collectors.joining(", "));
    private static final String INSERT =
            "INSERT INTO audit_record (" + COLUMNS + ") SELECT " + COLUMNS + " FROM UNNEST("
                    + Stream.concat(FIELDS.stream().map(RecordSet::type), Stream.of("varchar", "bytea"))
                            .map(type -> "CAST(? AS " + type.replace(TIME, "timestamp(3) with time zone") + " ARRAY)")
                            .collect(Collectors.joining(", "))
                    + ") AS u(" + COLUMNS + ")";

    private RecordSet() {}

    /** @throws IllegalStateException if the database swallows a record, for example by a trigger */
    static void insert(Connection connection, List<AuditRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        var columns = new ArrayList<Values>();
        FIELDS.forEach(field -> columns.add(Values.of(type(field), records, record -> stored(field, record))));
        columns.add(Values.of("varchar", records, AuditRecord::keyId));
        columns.add(new Values("bytea", records.stream().map(AuditRecord::mac).toArray(byte[][]::new)));
        int inserted = Jdbc.update(connection, INSERT, columns.toArray());
        if (inserted != records.size()) {
            throw new IllegalStateException(
                    "the database took " + inserted + " of " + records.size() + " audit records");
        }
    }

    private static Object stored(AuditField field, AuditRecord record) {
        var value = field.valueOf(record);
        return value instanceof AuditAction action ? action.name() : value;
    }

    private static String type(AuditField field) {
        return switch (field) {
            case ID, STUDY_ID, SUBJECT_ID, INVENTORY_ID, DEVICE_ID -> "uuid";
            case OCCURRED_AT -> TIME;
            default -> "varchar";
        };
    }
}
