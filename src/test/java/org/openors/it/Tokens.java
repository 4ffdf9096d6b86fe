package org.openors.it;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;

/** An identity provider for tests and the demo: its key is made when it is, and kept in memory only. */
public final class Tokens {

    public static final String ISSUER = "https://idp.example.org";

    private final RSAKey key;

    public Tokens() {
        try {
            key = new RSAKeyGenerator(2048).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public RSAKey key() {
        return key;
    }

    /** Writes the public key as PEM and returns the file's URL. */
    public String publishKey(Path directory) {
        try {
            var body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(key.toPublicKey().getEncoded());
            Files.createDirectories(directory);
            var file = directory.resolve("jwt-public-key.pem");
            Files.writeString(file, "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n");
            return file.toUri().toString();
        } catch (IOException | JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A good token of a site nurse with these groups, valid for an hour. */
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
                .jwtID(java.util.UUID.randomUUID().toString())
                .issueTime(Date.from(now.minusSeconds(5)))
                .expirationTime(Date.from(now.plusSeconds(3600)))
                .claim("groups", List.of(groups));
    }

    public String signed(JWTClaimsSet claims) {
        return signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .build(),
                claims);
    }

    public String signed(JWSHeader header, JWTClaimsSet claims) {
        try {
            var token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
