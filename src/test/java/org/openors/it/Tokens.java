package org.openors.it;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** An identity provider for tests and the demo: its keys are made when it is, and kept in memory only. */
public final class Tokens {

    public static final String ISSUER = "https://idp.example.org";

    /** Longer than a run of the full size takes. */
    private static final long LIFETIME_SECONDS = 6 * 3_600;

    private final RSAKey key;
    private final ECKey ellipticKey;

    public Tokens() {
        try {
            key = new RSAKeyGenerator(2048).keyID("rsa").generate();
            ellipticKey = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public RSAKey key() {
        return key;
    }

    public ECKey ellipticKey() {
        return ellipticKey;
    }

    /** Writes the public RSA key as PEM and returns the file's URL. */
    public String publishKey(Path directory) {
        return written(directory.resolve("jwt-public-key.pem"), pem());
    }

    /** Writes both public keys as a JSON Web Key Set and returns the file's URL. */
    public String publishKeys(Path directory) {
        var keys = new JWKSet(List.of(key, ellipticKey)).toPublicJWKSet();
        return written(directory.resolve("jwt-public-keys.json"), keys.toString());
    }

    public String pem() {
        try {
            var body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(key.toPublicKey().getEncoded());
            return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String written(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content).toUri().toString();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A good token of a site nurse with these groups, valid for some hours. */
    public String with(String... groups) {
        return signed(claims(groups).build());
    }

    /** The claims of a good token, to be spoilt. */
    public JWTClaimsSet.Builder claims(String... groups) {
        var now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject("nurse-17")
                .claim("upn", "nurse-17@site-a.example.org")
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now.minusSeconds(5)))
                .expirationTime(Date.from(now.plusSeconds(LIFETIME_SECONDS)))
                .claim("groups", List.of(groups));
    }

    public String signed(JWTClaimsSet claims) {
        return signed(header(JWSAlgorithm.RS256).build(), claims);
    }

    public String signed(JWSHeader header, JWTClaimsSet claims) {
        return signed(header, claims.toString());
    }

    /** Signs whatever it is given as the claims, by the key of the header's algorithm. */
    public String signed(JWSHeader header, String claims) {
        try {
            var token = new JWSObject(header, new Payload(claims));
            token.sign(
                    JWSAlgorithm.Family.EC.contains(header.getAlgorithm())
                            ? new ECDSASigner(ellipticKey)
                            : new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The header of a good token, to be spoilt. */
    public JWSHeader.Builder header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm)
                .type(com.nimbusds.jose.JOSEObjectType.JWT)
                .keyID(JWSAlgorithm.Family.EC.contains(algorithm) ? ellipticKey.getKeyID() : key.getKeyID());
    }
}
