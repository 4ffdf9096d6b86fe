package org.openors.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import org.openors.keys.Mac;
import org.openors.keys.SecretKeys;

/** The keyed hashes that show whether the trail was tampered with. Each says by its key's id which key made it. */
@ApplicationScoped
public class AuditMacs {

    private static final String RECORD = "audit record";

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

    /** What vouches for a record, by the newest key. */
    byte[] ofRecord(CanonicalRecord record) {
        return Mac.of(keys.newestSubKey(RECORD), record.parts());
    }

    /** Whether the record is as the holder of that key wrote it. */
    public boolean vouchFor(CanonicalRecord record, String keyId, byte[] mac) {
        return keys.subKey(keyId, RECORD)
                .filter(key -> MessageDigest.isEqual(mac, Mac.of(key, record.parts())))
                .isPresent();
    }
}
