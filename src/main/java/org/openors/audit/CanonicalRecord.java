package org.openors.audit;

import jakarta.json.JsonObject;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.openors.identity.Identifier;
import org.openors.keys.KeyedHash;

/**
 * A record in the form that its MAC covers: one text for each {@link AuditField}, null where the record has none. A new
 * record, its row in the database and its line in an archive all give the same form.
 */
public record CanonicalRecord(List<String> texts) {

    private static final byte[] NONE = {0};
    private static final byte GIVEN = 1;
    private static final byte LATER = 2;

    public CanonicalRecord {
        texts = Collections.unmodifiableList(new ArrayList<>(texts));
        if (texts.size() != AuditField.values().length) {
            throw new IllegalArgumentException("a record has " + AuditField.values().length + " fields");
        }
    }

    static CanonicalRecord of(AuditRecord record) {
        return new CanonicalRecord(Arrays.stream(AuditField.values())
                .map(field -> field.textOf(record))
                .toList());
    }

    /** The record in the current row of a result that has the table's column names. */
    public static CanonicalRecord of(ResultSet row) throws SQLException {
        var texts = new ArrayList<String>();
        for (var field : AuditField.values()) {
            texts.add(AuditField.text(value(row, field)));
        }
        return new CanonicalRecord(texts);
    }

    private static Object value(ResultSet row, AuditField field) throws SQLException {
        return switch (field) {
            case ID, STUDY_ID, SUBJECT_ID, INVENTORY_ID, DEVICE_ID -> row.getObject(field.column(), UUID.class);
            case OCCURRED_AT -> row.getObject(field.column(), OffsetDateTime.class);
            default -> row.getString(field.column());
        };
    }

    /** The record in a line of an archive. A missing member is null. */
    public static CanonicalRecord of(JsonObject line) {
        return new CanonicalRecord(Arrays.stream(AuditField.values())
                .map(field -> line.getString(field.wireName(), null))
                .toList());
    }

    /** The field's text; null if the record has none. */
    public String text(AuditField field) {
        return texts.get(field.ordinal());
    }

    public UUID id() {
        return Identifier.of(text(AuditField.ID));
    }

    /**
     * Each field with a first byte that says whether it is present, so that null and an empty text differ and no two
     * records have the same parts. A later field is left out if it is null, and named if it is not.
     */
    byte[][] parts() {
        return Arrays.stream(AuditField.values())
                .filter(field -> !field.isLater() || text(field) != null)
                .map(this::part)
                .toArray(byte[][]::new);
    }

    private byte[] part(AuditField field) {
        var text = text(field);
        if (text == null) {
            return NONE;
        }
        return field.isLater() ? part(LATER, field.wireName() + "=" + text) : part(GIVEN, text);
    }

    private static byte[] part(byte first, String text) {
        var bytes = KeyedHash.utf8(text);
        return ByteBuffer.allocate(1 + bytes.length).put(first).put(bytes).array();
    }
}
