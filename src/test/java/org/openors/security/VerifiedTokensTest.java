package org.openors.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openors.Fake.fake;

import jakarta.enterprise.inject.Instance;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");

    /** The platform's principal is both. */
    private static final class Token extends CallerPrincipal implements JsonWebToken {

        private static final long serialVersionUID = 1L;

        Token() {
            super("nurse-1");
        }

        @Override
        public Set<String> getClaimNames() {
            return Set.of();
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> T getClaim(String name) {
            return name.equals("exp") ? (T) (Long) NOW.plusSeconds(10).getEpochSecond() : null;
        }
    }

    private long nanos;
    private final VerifiedTokens tokens = new VerifiedTokens(() -> nanos, Clock.fixed(NOW, ZoneOffset.UTC));
    private CredentialValidationResult result = new CredentialValidationResult("nurse-1");
    private String authorization;
    private int verifications;

    @BeforeEach
    @SuppressWarnings("unchecked")
    void connect() {
        IdentityStore store = fake(IdentityStore.class, (any, method, arguments) -> {
            verifications++;
            return result;
        });
        tokens.stores = fake(Instance.class, (any, method, arguments) -> Stream.of(store));
        tokens.request = fake(HttpServletRequest.class, (any, method, arguments) -> authorization);
    }

    @Test
    void oneTokenIsVerifiedOnceHoweverItsHeaderIsSpelt() {
        for (var header : new String[] {"Bearer a.b.c", "Bearer  a.b.c", "Bearer a.b.c  ", "bearer a.b.c"}) {
            validate(header);
        }
        assertThat(verifications).isEqualTo(1);
        assertThat(tokens.size()[0]).isEqualTo(1);
    }

    @Test
    void aHeaderThatHoldsNoBearerTokenIsNotRemembered() {
        for (var header : new String[] {null, "Basic a.b.c", "a.b.c", "Bearera.b.c"}) {
            validate(header);
            validate(header);
        }
        assertThat(verifications).isEqualTo(8);
        assertThat(tokens.size()[0]).isZero();
    }

    @Test
    void manyLargeTokensNeedNoMoreMemoryThanAllowed() {
        var padding = "x".repeat(8_000);
        for (int i = 0; i < 10_000; i++) {
            validate("Bearer a." + i + padding + ".c");
        }
        assertThat(tokens.size()[1]).isBetween(VerifiedTokens.MOST_BYTES / 2, VerifiedTokens.MOST_BYTES);
    }

    @Test
    void aTokenIsRememberedForAMinuteAndNeverBeyondItsExpiry() {
        validate("Bearer long");
        result = new CredentialValidationResult(new Token(), Set.of());
        validate("Bearer short");
        pass(Duration.ofSeconds(9));
        validate("Bearer short");
        assertThat(verifications).isEqualTo(2);
        pass(Duration.ofSeconds(1));
        validate("Bearer short");
        validate("Bearer long");
        assertThat(verifications).isEqualTo(3);
        pass(Duration.ofSeconds(50));
        validate("Bearer long");
        assertThat(verifications).isEqualTo(4);
    }

    @Test
    void aTokenThatIsRefusedIsVerifiedEachTime() {
        result = CredentialValidationResult.INVALID_RESULT;
        validate("Bearer a.b.c");
        validate("Bearer a.b.c");
        assertThat(verifications).isEqualTo(2);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private void validate(String header) {
        authorization = header;
        tokens.validate(new Credential() {});
    }
}
