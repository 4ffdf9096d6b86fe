package org.openors.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openors.error.ErrorCode;

/** Writes audit records as the service does, without the service. */
public final class WrittenRecords {

    private static final String INSERT = "INSERT INTO audit_record ("
            + Arrays.stream(AuditField.values()).map(AuditField::column).collect(Collectors.joining(", "))
            + ", key_id, mac) VALUES ("
            + Arrays.stream(AuditField.values())
                    .map(field -> "CAST(? AS " + type(field) + ")")
                    .collect(Collectors.joining(", "))
            + ", ?, ?)";

    private WrittenRecords() {}

    /** A new record of the chain, all of its fields given. */
    public static CanonicalRecord one(ChainName chain) {
        return CanonicalRecord.of(record(chain));
    }

    /** A record of a request for a study that was not known: it is in the service's own trail. */
    public static CanonicalRecord ofAnUnknownStudy(ChainName named) {
        var record = record(named);
        record.putInTrailOfService();
        return CanonicalRecord.of(record);
    }

    private static AuditRecord record(ChainName chain) {
        var record = new AuditRecord(
                AuditAction.RECREATE_ACCESS_CODE,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT),
                "127.0.0.1");
        record.nameActor("https://idp.example.org", "nurse-17", "DeviceActionsPost");
        if (chain.equals(ChainName.OF_THE_SERVICE)) {
            record.putInTrailOfService();
        } else {
            record.nameObjects(chain.studyId(), chain.mode(), UUID.randomUUID(), UUID.randomUUID());
        }
        record.succeed(UUID.randomUUID(), "AwaitingBootstrap ABC123", "AwaitingBootstrap DEF456");
        record.refuse(ErrorCode.INVALID_SUBJECT_ID);
        record.noteReason("lost phone");
        return record;
    }

    /** Writes one of the chain's. */
    public static CanonicalRecord write(Connection connection, ChainName chain, AuditMacs macs) throws SQLException {
        var record = one(chain);
        write(connection, record, macs.newestKeyId(), macs.sign(record, macs.newestKeyId()));
        return record;
    }

    /** As {@link #write(Connection, ChainName, AuditMacs)}, of a record that happened at this time. */
    public static CanonicalRecord write(Connection connection, ChainName chain, AuditMacs macs, Instant occurredAt)
            throws SQLException {
        var texts = new ArrayList<>(one(chain).texts());
        texts.set(AuditField.OCCURRED_AT.ordinal(), AuditField.text(occurredAt.atOffset(ZoneOffset.UTC)));
        var record = new CanonicalRecord(texts);
        write(connection, record, macs.newestKeyId(), macOf(record, macs));
        return record;
    }

    /** What the newest key makes of it. */
    public static byte[] macOf(CanonicalRecord record, AuditMacs macs) {
        return macs.sign(record, macs.newestKeyId());
    }

    /** Writes it as it is, whoever vouches for it. */
    public static void write(Connection connection, CanonicalRecord record, String keyId, byte[] mac)
            throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            int index = 1;
            for (var text : record.texts()) {
                statement.setString(index++, text);
            }
            statement.setString(index++, keyId);
            statement.setBytes(index, mac);
            statement.executeUpdate();
        }
    }

    private static String type(AuditField field) {
        return switch (field) {
            case ID, STUDY_ID, SUBJECT_ID, INVENTORY_ID, DEVICE_ID -> "uuid";
            case OCCURRED_AT -> "timestamp(3) with time zone";
            default -> "varchar";
        };
    }
}
