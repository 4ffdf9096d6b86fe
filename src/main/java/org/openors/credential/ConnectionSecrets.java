package org.openors.credential;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Base64;
import org.openors.identity.DeviceKey;
import org.openors.keys.KeyedHash;
import org.openors.keys.SecretKeys;

/** Makes the secret with which a bootstrapped device sends its data. Only a keyed hash of it is stored. */
@ApplicationScoped
public class ConnectionSecrets {

    private static final String SECRET = "connection secret";
    private static final String IDEMPOTENCY = "idempotency key";
    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    @Inject
    SecretKeys keys;

    /** 256 random bits in base64url without padding (RFC 4648, section 5): 43 characters. */
    String draw() {
        var secret = new byte[BYTES];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    String newestKeyId() {
        return keys.newestId();
    }

    byte[] hashOfSecret(String keyId, DeviceKey device, String secret) {
        return hash(keyId, SECRET, device, secret);
    }

    byte[] hashOfIdempotencyKey(String keyId, DeviceKey device, String idempotencyKey) {
        return hash(keyId, IDEMPOTENCY, device, idempotencyKey);
    }

    private byte[] hash(String keyId, String label, DeviceKey device, String text) {
        var key = keys.requiredSubKey(keyId, label);
        return KeyedHash.of(key, device.bytes(), KeyedHash.utf8(text));
    }
}
