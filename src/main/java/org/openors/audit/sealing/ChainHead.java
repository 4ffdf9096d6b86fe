package org.openors.audit.sealing;

import java.security.MessageDigest;
import java.util.Optional;

/**
 * The end of a chain as the database has it.
 *
 * @param noted the last link in {@code audit_chain}; null if it has none
 * @param sealed the hash of the seal at that place; null if there is none
 * @param isLonger whether there are seals beyond that place
 * @param isAmbiguous whether its last link or the seal at that place is there more than once
 */
record ChainHead(ChainLink noted, byte[] sealed, boolean isLonger, boolean isAmbiguous) {

    ChainHead ambiguous() {
        return new ChainHead(noted, sealed, isLonger, true);
    }

    /** Why no record can follow; empty if the chain is as sealing left it. */
    Optional<String> damage() {
        if (isAmbiguous) {
            return Optional.of("its last link is there more than once");
        }
        if (isLonger) {
            return Optional.of("it has seals beyond its last link in audit_chain");
        }
        if (noted != null && (sealed == null || !MessageDigest.isEqual(noted.hash(), sealed))) {
            return Optional.of("its last link in audit_chain is not that of a seal");
        }
        return Optional.empty();
    }
}
