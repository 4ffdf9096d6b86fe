package org.openors.audit;

import jakarta.json.Json;
import java.io.StringReader;
import java.time.Instant;

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

    /** @throws IllegalArgumentException if the MAC is wrong */
    AuditRecord record(AuditMacs macs, Instant now) {
        if (!macs.verifiesStatement(PURPOSE, keyId, mac, json)) {
            throw new IllegalArgumentException("a pending audit record was changed");
        }
        try (var reader = Json.createReader(new StringReader(json))) {
            return AuditRecord.of(CanonicalRecord.of(reader.readObject()), now);
        }
    }
}
