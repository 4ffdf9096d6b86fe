package org.openors.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.stream.Stream;
import org.openors.keys.KeyedHash;
import org.openors.keys.SecretKeys;

/**
 * Signs and verifies audit records, chain links and statements with MACs, so that tampering is found. Each purpose has
 * its own sub-key. The newest key signs; its id is stored with the MAC, so that older MACs can still be verified.
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

    /** The id of the key that signs now. */
    public String newestKeyId() {
        return keys.newestId();
    }

    /** The MAC of a record. */
    byte[] sign(CanonicalRecord record, String keyId) {
        return KeyedHash.of(keys.requiredSubKey(keyId, RECORD), record.parts());
    }

    /** Whether the MAC is right. False if the key is not known. */
    public boolean verifies(CanonicalRecord record, String keyId, byte[] mac) {
        return keys.subKey(keyId, RECORD)
                .filter(key -> MessageDigest.isEqual(mac, KeyedHash.of(key, record.parts())))
                .isPresent();
    }

    /** The hash at the start of a chain, before the first record; empty if the key is not known. */
    public Optional<byte[]> start(ChainName chain, String keyId) {
        return keys.subKey(keyId, CHAIN)
                .map(key -> KeyedHash.of(key, KeyedHash.utf8(chain.study()), KeyedHash.utf8(chain.mode())));
    }

    /** The hash that links a record to the hash before it; empty if the key is not known. */
    public Optional<byte[]> link(byte[] before, byte[] recordMac, String keyId) {
        return keys.subKey(keyId, CHAIN).map(key -> KeyedHash.of(key, before, recordMac));
    }

    /** The MAC of a statement that consists of these texts. */
    public byte[] signStatement(String purpose, String keyId, String... texts) {
        return KeyedHash.of(keys.requiredSubKey(keyId, purpose), parts(texts));
    }

    /** Whether the MAC of the statement is right. False if the key is not known. */
    public boolean verifiesStatement(String purpose, String keyId, byte[] mac, String... texts) {
        return keys.subKey(keyId, purpose)
                .filter(key -> MessageDigest.isEqual(mac, KeyedHash.of(key, parts(texts))))
                .isPresent();
    }

    private static byte[][] parts(String... texts) {
        return Stream.of(texts).map(KeyedHash::utf8).toArray(byte[][]::new);
    }
}
