package org.openors.audit;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.openors.identity.Identifier;

/**
 * A signed statement of how far a chain had come, kept outside of the database. It shows if the end of the chain is cut
 * off later.
 */
public record Checkpoint(Instant time, ChainName chain, long sequence, byte[] hash, String keyId, byte[] mac) {

    private static final String PURPOSE = "audit checkpoint";
    /** Looks for its provider once, not for each line. */
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private static final HexFormat HEX = HexFormat.of();

    /** A new checkpoint, signed with the newest key. */
    public static Checkpoint of(Instant time, ChainName chain, long sequence, byte[] hash, AuditMacs macs) {
        var keyId = macs.newestKeyId();
        var mac = macs.signStatement(PURPOSE, keyId, texts(time, chain, sequence, hash));
        return new Checkpoint(time, chain, sequence, hash, keyId, mac);
    }

    /** @throws RuntimeException if the line is not a checkpoint */
    public static Checkpoint of(JsonObject line) {
        return new Checkpoint(
                Instant.parse(line.getString("time")),
                new ChainName(Identifier.of(line.getString("studyId")), line.getString("mode")),
                line.getJsonNumber("sequence").longValueExact(),
                HEX.parseHex(line.getString("hash")),
                line.getString("keyId"),
                HEX.parseHex(line.getString("mac")));
    }

    /** Whether the MAC is right. */
    public boolean isGenuine(AuditMacs macs) {
        return macs.verifiesStatement(PURPOSE, keyId, mac, texts(time, chain, sequence, hash));
    }

    /** The checkpoint as one line of JSON. */
    public String line() {
        return JSON.createObjectBuilder()
                .add("time", time.toString())
                .add("studyId", chain.study())
                .add("mode", chain.mode())
                .add("sequence", sequence)
                .add("hash", HEX.formatHex(hash))
                .add("keyId", keyId)
                .add("mac", HEX.formatHex(mac))
                .build()
                .toString();
    }

    private static String[] texts(Instant time, ChainName chain, long sequence, byte[] hash) {
        return new String[] {time.toString(), chain.study(), chain.mode(), Long.toString(sequence), HEX.formatHex(hash)
        };
    }
}
