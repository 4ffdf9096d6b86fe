package org.openors.audit;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.openors.identity.Identifier;

/**
 * When a record got its place in the chain, and the time of the place before it (null if that has none).
 *
 * @param hash the link at this place
 */
public record SealTime(ChainName chain, long sequence, UUID recordId, byte[] hash, Instant sealedAt, Instant previous) {

    private static final String PURPOSE = "audit seal time";

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
