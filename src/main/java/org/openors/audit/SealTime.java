package org.openors.audit;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.openors.identity.Identifier;

/**
 * States when a record was sealed. The MAC also covers the time of the seal before it, so that a time that is removed
 * later shows at the next seal.
 *
 * @param hash the hash of the seal
 * @param sealedAt UTC, to the millisecond
 * @param previous when the record before it was sealed; null for the first record and after a seal without a time
 */
public record SealTime(ChainName chain, long sequence, UUID recordId, byte[] hash, Instant sealedAt, Instant previous) {

    private static final String PURPOSE = "audit seal time";

    /** The MAC of the statement. */
    public byte[] sign(AuditMacs macs, String keyId) {
        return macs.signStatement(PURPOSE, keyId, texts());
    }

    /** Whether the MAC is right. False if the key is not known. */
    public boolean isGenuine(AuditMacs macs, String keyId, byte[] mac) {
        return macs.verifiesStatement(PURPOSE, keyId, mac, texts());
    }

    private String[] texts() {
        return new String[] {
            chain.study(),
            chain.mode(),
            Long.toString(sequence),
            Identifier.format(recordId),
            HexFormat.of().formatHex(hash),
            sealedAt.toString(),
            previous == null ? "" : previous.toString()
        };
    }
}
