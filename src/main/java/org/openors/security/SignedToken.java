package org.openors.security;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import org.openors.input.StrictJson;

/**
 * A signed JSON Web Token in its compact form (RFC 7515, section 3.1), taken apart. Nothing is verified yet.
 *
 * @param raw the token as it was sent
 * @param header a completely valid JSON object (RFC 7519, section 7.2, step 10), as the claims are
 * @param signature the bytes of the signature
 */
record SignedToken(String raw, JsonObject header, JsonObject claims, byte[] signature) {

    /** @throws BadToken if the text is no such token */
    static SignedToken parse(String raw) {
        var parts = raw.split("\\.", -1);
        if (parts.length != 3) {
            throw new BadToken(TokenFault.FORM);
        }
        try {
            return new SignedToken(raw, object(parts[0]), object(parts[1]), bytes(parts[2]));
        } catch (RuntimeException unreadable) {
            throw new BadToken(TokenFault.FORM);
        }
    }

    /** What is signed: the header and the claims, as they were sent. */
    String signed() {
        return raw.substring(0, raw.lastIndexOf('.'));
    }

    private static JsonObject object(String part) {
        return StrictJson.readObject(new ByteArrayInputStream(bytes(part)));
    }

    private static byte[] bytes(String part) {
        return Base64.getUrlDecoder().decode(part);
    }
}
