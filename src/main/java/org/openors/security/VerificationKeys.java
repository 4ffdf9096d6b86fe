package org.openors.security;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Public keys that verify tokens: RSA of 2048 bits or more for RS256, elliptic on P-256 for ES256. Never changed once made. */
final class VerificationKeys {

    private static final int LEAST_RSA_BITS = 2_048;

    /** No key: verifies nothing. */
    static final VerificationKeys NONE = new VerificationKeys(List.of(), Set.of());

    private record Key(String id, String algorithm, JWSVerifier verifier) {}

    private final List<JWK> source;
    private final List<Key> keys;

    /**
     * Takes those of the keys that verify signatures by one of the algorithms.
     *
     * @throws BadKeys if one of them is private
     */
    VerificationKeys(List<JWK> source, Set<String> algorithms) {
        this.source = source;
        this.keys = source.stream()
                .map(VerificationKeys::key)
                .filter(Objects::nonNull)
                .filter(key -> algorithms.contains(key.algorithm()))
                .toList();
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    boolean areThoseOf(VerificationKeys others) {
        return source.equals(others.source);
    }

    /** Whether a key has the id that the token names. */
    boolean haveTheKeyOf(SignedToken token) {
        return id(token) != null && candidates(token).anyMatch(key -> key.id() != null);
    }

    /** Whether one of the keys may have signed the token, by its algorithm and key id. */
    boolean haveCandidatesFor(SignedToken token) {
        return candidates(token).findAny().isPresent();
    }

    /** Whether the signature is by one of the keys; only one with the token's key id is asked, if both have an id. */
    boolean verify(SignedToken token) {
        return candidates(token).anyMatch(key -> verifies(key.verifier(), token));
    }

    private Stream<Key> candidates(SignedToken token) {
        var id = id(token);
        var algorithm = token.header().getString("alg");
        return keys.stream()
                .filter(key -> key.algorithm().equals(algorithm))
                .filter(key -> id == null || key.id() == null || id.equals(key.id()));
    }

    private static String id(SignedToken token) {
        return TokenHeader.text(token.header(), "kid").orElse(null);
    }

    private static boolean verifies(JWSVerifier verifier, SignedToken token) {
        try {
            var signed = token.signed().getBytes(StandardCharsets.US_ASCII);
            var algorithm = JWSAlgorithm.parse(token.header().getString("alg"));
            return verifier.verify(new JWSHeader(algorithm), signed, Base64URL.encode(token.signature()));
        } catch (JOSEException refused) {
            return false;
        }
    }

    /** Null for a key that is not for our signatures. */
    private static Key key(JWK key) {
        if (key.isPrivate() && key.toPublicJWK() != null) {
            throw new BadKeys("holds a private key: only the public key belongs there");
        }
        if (key.getKeyUse() != null && !key.getKeyUse().equals(KeyUse.SIGNATURE)) {
            return null;
        }
        try {
            if (key instanceof RSAKey rsa && rsa.size() >= LEAST_RSA_BITS && isFor("RS256", key.getAlgorithm())) {
                return new Key(key.getKeyID(), "RS256", new RSASSAVerifier(rsa));
            }
            return key instanceof ECKey ec && ec.getCurve().equals(Curve.P_256) && isFor("ES256", key.getAlgorithm())
                    ? new Key(key.getKeyID(), "ES256", new ECDSAVerifier(ec))
                    : null;
        } catch (JOSEException unusable) {
            return null;
        }
    }

    private static boolean isFor(String algorithm, Algorithm named) {
        return named == null || named.getName().equals(algorithm);
    }
}
