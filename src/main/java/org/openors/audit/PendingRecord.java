package org.openors.audit;

import jakarta.json.Json;
import java.io.StringReader;
import java.time.Instant;
import java.util.UUID;
import org.openors.identity.DeviceKey;
import org.openors.identity.Identifier;

/**
 * An audit record that waits for its outcome in the database, with a MAC: who can write there can't make the service
 * record what nobody asked for.
 *
 * @param json the fields as the trail shows them
 */
public record PendingRecord(String json, String keyId, byte[] mac) {

    private static final String PURPOSE = "pending audit record";

    static PendingRecord of(AuditRecord record, AuditMacs macs) {
        var fields = Json.createObjectBuilder();
        var content = CanonicalRecord.of(record);
        for (var field : AuditField.values()) {
            if (content.text(field) != null) {
                fields.add(field.wireName(), content.text(field));
            }
        }
        var json = fields.build().toString();
        var keyId = macs.newestKeyId();
        return new PendingRecord(json, keyId, macs.signStatement(PURPOSE, keyId, json));
    }

    /**
     * The record with its id, its outcome still open.
     *
     * @param now the record's time
     * @throws IllegalArgumentException if the MAC is wrong, or it is not the record of this id and device: then it was copied
     */
    AuditRecord record(UUID id, DeviceKey device, AuditMacs macs, Instant now) {
        if (json == null || keyId == null || !macs.verifiesStatement(PURPOSE, keyId, mac, json)) {
            throw new IllegalArgumentException("a pending audit record was changed");
        }
        var content = content();
        if (!content.id().equals(id) || !isOf(device, content)) {
            throw new IllegalArgumentException("a pending audit record is that of another call");
        }
        return AuditRecord.of(content, now);
    }

    private CanonicalRecord content() {
        try (var reader = Json.createReader(new StringReader(json))) {
            return CanonicalRecord.of(reader.readObject());
        }
    }

    private static boolean isOf(DeviceKey device, CanonicalRecord content) {
        var study = device.study();
        return Identifier.format(study.studyId()).equals(content.text(AuditField.STUDY_ID))
                && study.mode().name().equals(content.text(AuditField.MODE))
                && Identifier.format(device.inventoryId()).equals(content.text(AuditField.INVENTORY_ID));
    }
}
