package org.openors.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;

/**
 * Lets the platform verify the signature of a bearer token once in {@link #REMEMBERED}, not at each request: this is
 * the most expensive part of a request. {@link TokenRules} checks at each request what changes with time, such as the
 * expiry. The tokens of a removed key are refused {@link #REMEMBERED} later at most.
 */
@ApplicationScoped
@Alternative
@Priority(Interceptor.Priority.APPLICATION)
public class VerifiedTokens implements IdentityStoreHandler {

    /** How long a verified signature is remembered. */
    public static final Duration REMEMBERED = Duration.ofSeconds(60);

    private static final long MOST_TOKENS = 10_000;

    private final Cache<String, CredentialValidationResult> verified = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MOST_TOKENS)
            .build();

    @Inject
    @Any
    Instance<IdentityStore> stores;

    @Inject
    HttpServletRequest request;

    /**
     * The result of the platform's identity stores for the token of the current request. Only a valid result is
     * remembered.
     */
    @Override
    public CredentialValidationResult validate(Credential credential) {
        var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null) {
            return verify(credential);
        }
        var known = verified.getIfPresent(authorization);
        if (known != null) {
            return known;
        }
        var result = verify(credential);
        if (result.getStatus() == Status.VALID) {
            verified.put(authorization, result);
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
}
