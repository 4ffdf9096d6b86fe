package org.openors.security;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads public keys in each usual form: PEM (RFC 7468), one or many, a certificate in PEM, both as DER or as bare base64, a
 * JSON Web Key or Key Set (RFC 7517), as JSON or base64url. Every other content is refused by a {@link BadKeys} that says what
 * it is.
 */
final class PublicKeys {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_=\\s-]+");
    private static final Pattern SSH = Pattern.compile("(?s)(ssh-|ecdsa-|sk-|---- BEGIN SSH2 ).*");

    private PublicKeys() {}

    /** @throws BadKeys if there is no public key in it */
    static List<JWK> in(byte[] content) {
        var text = new String(content, StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .strip();
        if (text.isEmpty()) {
            throw new BadKeys("names an empty file");
        }
        if (text.startsWith("{")) {
            return JsonWebKeys.in(text);
        }
        if (SSH.matcher(text).matches()) {
            throw new BadKeys("holds an SSH key; ssh-keygen -e -m PKCS8 converts it");
        }
        var blocks = PEM.matcher(text).results().toList();
        if (blocks.stream()
                        .filter(block -> block.group(1).equals("CERTIFICATE"))
                        .count()
                > 1) {
            throw new BadKeys("holds several certificates: only that of the signing key must be there");
        }
        return blocks.isEmpty()
                ? inOtherForm(content, text)
                : blocks.stream()
                        .map(block -> inPem(block.group(1), block.group(2)))
                        .toList();
    }

    private static JWK inPem(String label, String body) {
        if (label.endsWith("PRIVATE KEY")) {
            throw new BadKeys("holds a private key: only the public key belongs there");
        }
        return switch (label) {
            case "PUBLIC KEY" -> key(base64(body));
            case "CERTIFICATE" -> certificate(base64(body));
            case "RSA PUBLIC KEY" ->
                throw new BadKeys("holds a key of PKCS #1; openssl rsa -RSAPublicKey_in -pubout converts it");
            default -> throw new BadKeys("holds a " + label + " and no PUBLIC KEY, CERTIFICATE or JSON Web Key Set");
        };
    }

    private static List<JWK> inOtherForm(byte[] content, String text) {
        var bytes = BASE64.matcher(text).matches() ? base64(text) : content;
        var decoded = new String(bytes, StandardCharsets.UTF_8);
        if (decoded.startsWith("{")) {
            return JsonWebKeys.in(decoded);
        }
        try {
            return List.of(key(bytes));
        } catch (BadKeys notAKey) {
            return List.of(certificate(bytes));
        }
    }

    private static byte[] base64(String text) {
        var compact = text.replaceAll("\\s", "").replace('-', '+').replace('_', '/');
        try {
            return Base64.getDecoder().decode(compact);
        } catch (IllegalArgumentException notBase64) {
            throw unknown();
        }
    }

    private static JWK certificate(byte[] der) {
        try {
            return key(CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der))
                    .getPublicKey());
        } catch (GeneralSecurityException noCertificate) {
            throw unknown();
        }
    }

    private static JWK key(byte[] der) {
        for (var algorithm : List.of("RSA", "EC")) {
            try {
                return key(KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der)));
            } catch (GeneralSecurityException another) {
                continue;
            }
        }
        throw unknown();
    }

    private static JWK key(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return new RSAKey.Builder(rsa).build();
        }
        var curve = key instanceof ECPublicKey ec ? Curve.forECParameterSpec(ec.getParams()) : null;
        if (curve == null) {
            throw new BadKeys("holds a key that is neither RSA nor elliptic");
        }
        return new ECKey.Builder(curve, (ECPublicKey) key).build();
    }

    private static BadKeys unknown() {
        return new BadKeys("holds no public key in PEM, DER or as JSON Web Key Set");
    }
}
