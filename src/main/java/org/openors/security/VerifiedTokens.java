package org.openors.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.CredentialValidationResult.Status;
import jakarta.security.enterprise.identitystore.IdentityStore;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Lets the platform verify the signature of a bearer token once in {@link #REMEMBERED}, not at each request: this is
 * the most expensive part of a request. {@link TokenRules} checks at each request what changes with time, such as the
 * expiry. The tokens of a removed key are refused {@link #REMEMBERED} later at most (ADR 27). What is remembered needs at
 * most 16 MiB.
 */
@ApplicationScoped
@Alternative
@Priority(Interceptor.Priority.APPLICATION)
public class VerifiedTokens implements IdentityStoreHandler {

    /** How long a verified signature is remembered, unless the token expires before. */
    public static final Duration REMEMBERED = Duration.ofSeconds(60);

    static final long MOST_BYTES = 16L * 1024 * 1024;

    /** A token is kept as its key, in its result, and as the result's claims, which are objects. */
    private static final int BYTES_A_CHARACTER = 8;

    private static final int BYTES_A_TOKEN = 1_024;

    private final Cache<String, CredentialValidationResult> verified;

    @Inject
    @Any
    Instance<IdentityStore> stores;

    @Inject
    HttpServletRequest request;

    public VerifiedTokens() {
        this(Ticker.systemTicker(), Clock.systemUTC());
    }

    VerifiedTokens(Ticker ticker, Clock clock) {
        verified = Caffeine.newBuilder()
                .expireAfter(Expiry.creating((String token, CredentialValidationResult result) -> life(result, clock)))
                .maximumWeight(MOST_BYTES)
                .weigher((String token, CredentialValidationResult result) -> bytes(token))
                .ticker(ticker)
                .build();
    }

    /**
     * The result of the platform's identity stores for the token of the current request. Only a valid result is
     * remembered.
     */
    @Override
    public CredentialValidationResult validate(Credential credential) {
        return BearerToken.of(request).map(token -> validate(token, credential)).orElseGet(() -> verify(credential));
    }

    private CredentialValidationResult validate(String token, Credential credential) {
        var known = verified.getIfPresent(token);
        if (known != null) {
            return known;
        }
        var result = verify(credential);
        if (result.getStatus() == Status.VALID) {
            verified.put(token, result);
        }
        return result;
    }

    private CredentialValidationResult verify(Credential credential) {
        return stores.stream()
                .map(store -> store.validate(credential))
                .filter(result -> result.getStatus() != Status.NOT_VALIDATED)
                .findFirst()
                .orElse(CredentialValidationResult.NOT_VALIDATED_RESULT);
    }

    /** What the token needs in memory, estimated. */
    static int bytes(String token) {
        return BYTES_A_TOKEN + BYTES_A_CHARACTER * token.length();
    }

    private static Duration life(CredentialValidationResult result, Clock clock) {
        return expiry(result)
                .map(expiry -> Duration.between(clock.instant(), expiry))
                .map(left -> left.isNegative() ? Duration.ZERO : left)
                .filter(left -> left.compareTo(REMEMBERED) < 0)
                .orElse(REMEMBERED);
    }

    /** Empty if the server's principal is no token; {@link TokenRules} check the expiry in any case. */
    private static Optional<Instant> expiry(CredentialValidationResult result) {
        return result.getCallerPrincipal() instanceof JsonWebToken token
                ? Optional.of(Instant.ofEpochSecond(token.getExpirationTime()))
                : Optional.empty();
    }

    /** How many tokens are remembered, and what they weigh. */
    long[] size() {
        verified.cleanUp();
        return new long[] {
            verified.estimatedSize(),
            verified.policy().eviction().orElseThrow().weightedSize().orElseThrow()
        };
    }
}
