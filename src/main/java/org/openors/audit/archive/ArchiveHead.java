package org.openors.audit.archive;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.HexFormat;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;
import org.openors.identity.Identifier;

/**
 * The first line of an archive: says which records of a chain follow. It is signed, so that lines missing at the start
 * or the end are found.
 *
 * @param time the time right before the archive was read. The archive must have all that earlier checkpoints cover.
 * @param lastSequence how far the chain had come when the archive was made
 * @param hashBefore the hash before the first record; empty at the beginning of the chain
 * @param hash the hash at the last record of the archive
 */
public record ArchiveHead(
        Instant time,
        ChainName chain,
        long fromSequence,
        long toSequence,
        long lastSequence,
        byte[] hashBefore,
        byte[] hash,
        String keyId,
        byte[] mac) {

    private static final String PURPOSE = "audit archive";
    private static final HexFormat HEX = HexFormat.of();

    /** The same head, signed with the newest key. */
    ArchiveHead signedWith(AuditMacs macs) {
        var newest = macs.newestKeyId();
        return new ArchiveHead(
                time,
                chain,
                fromSequence,
                toSequence,
                lastSequence,
                hashBefore,
                hash,
                newest,
                macs.signStatement(PURPOSE, newest, texts()));
    }

    boolean isGenuine(AuditMacs macs) {
        return macs.verifiesStatement(PURPOSE, keyId, mac, texts());
    }

    private String[] texts() {
        return new String[] {
            time.toString(),
            chain.study(),
            chain.mode(),
            Long.toString(fromSequence),
            Long.toString(toSequence),
            Long.toString(lastSequence),
            HEX.formatHex(hashBefore),
            HEX.formatHex(hash)
        };
    }

    String line() {
        return Json.createObjectBuilder()
                .add("time", time.toString())
                .add("studyId", chain.study())
                .add("mode", chain.mode())
                .add("fromSequence", fromSequence)
                .add("toSequence", toSequence)
                .add("lastSequence", lastSequence)
                .add("hashBefore", HEX.formatHex(hashBefore))
                .add("hash", HEX.formatHex(hash))
                .add("keyId", keyId)
                .add("mac", HEX.formatHex(mac))
                .build()
                .toString();
    }

    /** @throws RuntimeException if the line is not the head of an archive */
    static ArchiveHead of(JsonObject line) {
        return new ArchiveHead(
                Instant.parse(line.getString("time")),
                new ChainName(Identifier.of(line.getString("studyId")), line.getString("mode")),
                line.getJsonNumber("fromSequence").longValueExact(),
                line.getJsonNumber("toSequence").longValueExact(),
                line.getJsonNumber("lastSequence").longValueExact(),
                HEX.parseHex(line.getString("hashBefore")),
                HEX.parseHex(line.getString("hash")),
                line.getString("keyId"),
                HEX.parseHex(line.getString("mac")));
    }
}
