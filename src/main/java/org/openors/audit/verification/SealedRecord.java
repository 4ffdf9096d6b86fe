package org.openors.audit.verification;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.openors.audit.AuditField;
import org.openors.audit.AuditMacs;
import org.openors.audit.CanonicalRecord;
import org.openors.audit.ChainName;
import org.openors.identity.Identifier;

/**
 * A place in a chain and its record, read from the database or from an archive.
 *
 * @param content the record; null if it is gone
 * @param mac never null: empty if there is none
 * @param sealedAt when it got its place; null in seals of before version 8 of the schema, as is {@code timeMac}
 * @param timeMac the MAC of {@code sealedAt}, see {@link org.openors.audit.SealTime}
 */
public record SealedRecord(
        long sequence,
        UUID recordId,
        CanonicalRecord content,
        String keyId,
        byte[] mac,
        String sealKeyId,
        byte[] hash,
        Instant sealedAt,
        byte[] timeMac) {

    public SealedRecord {
        mac = mac == null ? new byte[0] : mac;
    }

    /** Looks for its provider once, not for each record. */
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private static final HexFormat HEX = HexFormat.of();

    boolean isGone() {
        return content == null;
    }

    /** Whether the record is there and its MAC is right. */
    public boolean isGenuine(AuditMacs macs) {
        return !isGone() && content.id().equals(recordId) && macs.verifies(content, keyId, mac);
    }

    boolean isOf(ChainName chain) {
        return !isGone() && ChainName.of(content).equals(chain);
    }

    /** Whether this key links the record to the hash before it and gives the hash {@code joined}. */
    boolean joins(byte[] before, byte[] joined, String byKey, AuditMacs macs) {
        return macs.link(before, mac, byKey)
                .filter(link -> MessageDigest.isEqual(link, joined))
                .isPresent();
    }

    /** The record as one line of an archive. */
    public String line() {
        var line = JSON.createObjectBuilder().add("sequence", sequence);
        line.add(AuditField.ID.wireName(), Identifier.format(recordId));
        if (!isGone()) {
            for (var field : AuditField.values()) {
                if (content.text(field) != null) {
                    line.add(field.wireName(), content.text(field));
                }
            }
            line.add("keyId", keyId).add("mac", HEX.formatHex(mac));
        }
        line.add("sealKeyId", sealKeyId).add("hash", HEX.formatHex(hash));
        if (sealedAt != null) {
            line.add("sealedAt", sealedAt.toString());
        }
        if (timeMac != null) {
            line.add("timeMac", HEX.formatHex(timeMac));
        }
        return line.build().toString();
    }

    /** @throws RuntimeException if the line is not a record of an archive */
    public static SealedRecord of(JsonObject line) {
        boolean isGone = !line.containsKey("mac");
        return new SealedRecord(
                line.getJsonNumber("sequence").longValueExact(),
                Identifier.of(line.getString(AuditField.ID.wireName())),
                isGone ? null : CanonicalRecord.of(line),
                isGone ? "" : line.getString("keyId"),
                isGone ? new byte[0] : HEX.parseHex(line.getString("mac")),
                line.getString("sealKeyId"),
                HEX.parseHex(line.getString("hash")),
                line.containsKey("sealedAt") ? Instant.parse(line.getString("sealedAt")) : null,
                line.containsKey("timeMac") ? HEX.parseHex(line.getString("timeMac")) : null);
    }
}
