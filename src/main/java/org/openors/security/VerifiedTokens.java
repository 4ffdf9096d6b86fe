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
 * Has the platform verify a bearer token's signature once in {@link #REMEMBERED}, not at each request: it is the dearest
 * part of an answer. What changes with time, the expiry above all, is checked at each request by {@link TokenRules}; a key
 * that is taken back refuses its tokens this much later than the platform would.
 */
@ApplicationScoped
@Alternative
@Priority(Interceptor.Priority.APPLICATION)
public class VerifiedTokens implements IdentityStoreHandler {

    /** How long a signature found good is taken for good. */
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

    /** What the platform's stores say of the token that the request at hand carries; only a good result is remembered. */
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
