package org.openors.device;

import jakarta.ws.rs.core.EntityTag;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * The version of a device's state as an entity tag (RFC 9110, section 8.8.3). It is another one after each issue,
 * redemption and revocation, registration and deregistration. Wrong OTPs and the passing of time do not change it: a
 * stranger who guesses holds up nobody (ADR 36). It tells nothing of the pair.
 *
 * @param value without quotes: 22 characters of base64url
 */
public record DeviceTag(String value) {

    private static final int BYTES = 16;

    /** Of a device that has a pair. */
    static DeviceTag ofPair(UUID deviceId, String accessId, Instant expiresAt, boolean isRedeemed) {
        return of(deviceId, accessId + "/" + EpochMillis.of(expiresAt) + "/" + isRedeemed);
    }

    /** Of a registered device without a pair. */
    static DeviceTag withoutPair(UUID deviceId, Long registrationVersion) {
        return of(deviceId, String.valueOf(registrationVersion));
    }

    private static DeviceTag of(UUID deviceId, String state) {
        var text = state.getBytes(StandardCharsets.UTF_8);
        var facts = ByteBuffer.allocate(2 * Long.BYTES + text.length)
                .putLong(deviceId.getMostSignificantBits())
                .putLong(deviceId.getLeastSignificantBits())
                .put(text)
                .array();
        var digest = Arrays.copyOf(sha256(facts), BYTES);
        return new DeviceTag(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
    }

    private static byte[] sha256(byte[] facts) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(facts);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    /** As the headers have it. */
    EntityTag header() {
        return new EntityTag(value);
    }

    /** As {@code ETag} and {@code If-Match} have it, in quotes. */
    String text() {
        return "\"" + value + "\"";
    }
}
