package org.openors.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.stream.Stream;
import org.openors.keys.KeyedHash;
import org.openors.keys.SecretKeys;

/**
 * The keyed hashes that show whether the trail was tampered with, each by a sub-key of its own purpose. What is made is
 * made by the newest key and kept with that key's id; what is verified may be of an older key.
 */
@ApplicationScoped
public class AuditMacs {

    private static final String RECORD = "audit record";
    private static final String CHAIN = "audit chain";

    private SecretKeys keys;

    protected AuditMacs() {}

    @Inject
    public AuditMacs(SecretKeys keys) {
        this.keys = keys;
    }

    /** The id of the key that vouches for what is new. */
    public String newestKeyId() {
        return keys.newestId();
    }

    /** What vouches for a record. */
    byte[] ofRecord(CanonicalRecord record, String keyId) {
        return KeyedHash.of(keys.requiredSubKey(keyId, RECORD), record.parts());
    }

    /** Whether the record is as the holder of that key wrote it. */
    public boolean vouchFor(CanonicalRecord record, String keyId, byte[] mac) {
        return keys.subKey(keyId, RECORD)
                .filter(key -> MessageDigest.isEqual(mac, KeyedHash.of(key, record.parts())))
                .isPresent();
    }

    /** What a chain begins with, before its first record; nothing if the key is not known. */
    public Optional<byte[]> start(ChainName chain, String keyId) {
        return keys.subKey(keyId, CHAIN)
                .map(key -> KeyedHash.of(key, KeyedHash.utf8(chain.study()), KeyedHash.utf8(chain.mode())));
    }

    /** The link that joins a record to what stands before it; nothing if the key is not known. */
    public Optional<byte[]> link(byte[] before, byte[] recordMac, String keyId) {
        return keys.subKey(keyId, CHAIN).map(key -> KeyedHash.of(key, before, recordMac));
    }

    /** What vouches for a statement of these texts. */
    public byte[] ofStatement(String purpose, String keyId, String... texts) {
        return KeyedHash.of(keys.requiredSubKey(keyId, purpose), parts(texts));
    }

    /** Whether the holder of that key made the statement. */
    public boolean vouchForStatement(String purpose, String keyId, byte[] mac, String... texts) {
        return keys.subKey(keyId, purpose)
                .filter(key -> MessageDigest.isEqual(mac, KeyedHash.of(key, parts(texts))))
                .isPresent();
    }

    private static byte[][] parts(String... texts) {
        return Stream.of(texts).map(KeyedHash::utf8).toArray(byte[][]::new);
    }
}
