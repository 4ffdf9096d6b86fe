package org.openors.audit.sealing;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.openors.audit.AuditMacs;
import org.openors.audit.CanonicalRecord;
import org.openors.audit.ChainName;
import org.openors.audit.SealTime;

/**
 * A seal, with all that shows that this service made it, and made it there.
 *
 * @param before the hash at the place before; null if there is none
 * @param previous the time at the place before; null if there is none
 */
record SealedPlace(
        ChainPlace place,
        UUID recordId,
        byte[] hash,
        String keyId,
        Instant sealedAt,
        byte[] timeMac,
        byte[] before,
        Instant previous,
        Content record) {

    /**
     * The record that has the place.
     *
     * @param content null if the record is gone or was not read
     */
    record Content(CanonicalRecord content, String keyId, byte[] mac) {

        static final Content NONE = new Content(null, null, new byte[0]);

        boolean isGenuineIn(ChainName chain, AuditMacs macs) {
            return content != null && ChainName.of(content).equals(chain) && macs.verifies(content, keyId, mac);
        }
    }

    /**
     * Whether the key vouches for the seal of this record, at this place, in this chain. A seal of before version 8 of the
     * schema has no time, whose MAC says so: then the record and its link say it. False if the key is not known.
     */
    boolean isGenuine(AuditMacs macs) {
        if (recordId == null || hash == null || keyId == null) {
            return false;
        }
        return isWithoutTime()
                ? isLinked(macs) && record.isGenuineIn(place.chain(), macs)
                : sealedAt != null && time().isGenuine(macs, keyId, timeMac);
    }

    /** This seal; without a hash, which proves nothing, if the other seal of the same place has another. */
    SealedPlace unlessOther(SealedPlace other) {
        return MessageDigest.isEqual(hash, other.hash)
                ? this
                : new SealedPlace(place, recordId, null, keyId, sealedAt, timeMac, before, previous, record);
    }

    /** Whether it was made before version 8 of the schema. Then no MAC covers the number of its place. */
    boolean isWithoutTime() {
        return timeMac == null && sealedAt == null;
    }

    /** Whether the key gives this hash to the record after the place before. False if the record or the hash is gone. */
    boolean isLinked(AuditMacs macs) {
        var start = place.sequence() == 1 ? macs.start(place.chain(), keyId) : Optional.ofNullable(before);
        return start.flatMap(hashBefore -> macs.link(hashBefore, record.mac(), keyId))
                .filter(expected -> MessageDigest.isEqual(expected, hash))
                .isPresent();
    }

    private SealTime time() {
        return new SealTime(place.chain(), place.sequence(), recordId, hash, sealedAt, previous);
    }
}
