package org.openors.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.openors.background.TurnedClock;
import org.openors.settings.GivenSettings;

class VerifiedTokensTest {

    private static final String HEADER = "{\"alg\":\"RS256\"}";
    private static final Instant START = new TurnedClock().instant();

    private final TurnedClock clock = new TurnedClock();
    private int verifications;
    private VerificationKeys current = keys();
    private Executable whileVerifying = () -> {};
    private final VerifiedTokens tokens =
            new VerifiedTokens(() -> Duration.between(START, clock.instant()).toNanos(), clock);

    @BeforeEach
    void connect() {
        GivenSettings.are(Map.of());
        tokens.configure();
        tokens.rules = new TokenRules("issuer", Duration.ofHours(24), List.of(), clock);
        tokens.keys = new SigningKeys() {
            @Override
            void verify(SignedToken token) {
                verifications++;
                if (token.raw().endsWith(".BAD")) {
                    throw new BadToken(TokenFault.SIGNATURE);
                }
                try {
                    whileVerifying.execute();
                } catch (Throwable impossible) {
                    throw new AssertionError(impossible);
                }
            }

            @Override
            VerificationKeys current() {
                return current;
            }
        };
    }

    @Test
    void oneTokenIsVerifiedOnce() {
        var token = token(3_600, "");
        assertThat(tokens.verify(token).getSubject()).isEqualTo("nurse-1");
        assertThat(tokens.verify(token).getSubject()).isEqualTo("nurse-1");
        assertThat(verifications).isEqualTo(1);
        assertThat(tokens.size()[0]).isEqualTo(1);
    }

    @Test
    void aTokenIsRememberedForAMinuteAndNeverBeyondItsExpiry() {
        var longer = token(3_600, "");
        var shorter = token(10, "");
        tokens.verify(longer);
        tokens.verify(shorter);
        clock.pass(Duration.ofSeconds(9));
        tokens.verify(shorter);
        assertThat(verifications).isEqualTo(2);
        clock.pass(Duration.ofSeconds(1));
        assertThat(tokens.size()[0]).isEqualTo(1);
        clock.pass(Duration.ofSeconds(49));
        tokens.verify(longer);
        assertThat(verifications).isEqualTo(2);
        clock.pass(Duration.ofSeconds(1));
        tokens.verify(longer);
        assertThat(verifications).isEqualTo(3);
    }

    /** With the cache's time standing still, so that it still has the token. */
    @Test
    void aRememberedTokenIsRefusedOnceItHasExpired() {
        var token = token(10, "");
        var late = new TokenRules(
                "issuer", Duration.ofHours(24), List.of(), Clock.fixed(START.plusSeconds(10), ZoneOffset.UTC));
        tokens.verify(token);
        tokens.rules = late;
        assertThat(fault(token)).isEqualTo(TokenFault.EXPIRED);
        assertThat(verifications).isEqualTo(1);
    }

    @Test
    void aTokenIsVerifiedAgainWhenAKeyCameOrWent() {
        var token = token(3_600, "");
        tokens.verify(token);
        current = keys();
        tokens.verify(token);
        tokens.verify(token);
        assertThat(verifications).isEqualTo(2);
    }

    /** Which of the keys verified it is not known then. */
    @Test
    void aTokenIsVerifiedAgainWhenTheKeysChangedMeanwhile() {
        var token = token(3_600, "");
        whileVerifying = () -> current = keys();
        tokens.verify(token);
        whileVerifying = () -> {};
        tokens.verify(token);
        tokens.verify(token);
        assertThat(verifications).isEqualTo(2);
    }

    @Test
    void aTokenThatIsRefusedIsVerifiedEachTime() {
        var token = token(3_600, "").replaceAll("AAAA$", "BAD");
        assertThat(fault(token)).isEqualTo(TokenFault.SIGNATURE);
        assertThat(fault(token)).isEqualTo(TokenFault.SIGNATURE);
        assertThat(verifications).isEqualTo(2);
        assertThat(tokens.size()[0]).isZero();
    }

    /** The cheaper checks come first: a stranger's token costs as little as possible. */
    @Test
    void aTokenThatBreaksARuleIsNotVerified() {
        assertThat(fault("a.b")).isEqualTo(TokenFault.FORM);
        assertThat(fault(token(0, ""))).isEqualTo(TokenFault.EXPIRED);
        assertThat(fault(token(3_600, "").replaceFirst("^[^.]*", base64("{\"alg\":\"HS256\"}"))))
                .isEqualTo(TokenFault.ALGORITHM);
        assertThat(verifications).isZero();
    }

    @Test
    void onlyTheConfiguredAlgorithmIsTaken() {
        GivenSettings.are(Map.of("mp.jwt.verify.publickey.algorithm", "ES256"));
        tokens.configure();
        assertThat(fault(token(3_600, ""))).isEqualTo(TokenFault.ALGORITHM);
    }

    @Test
    void manyLargeTokensNeedNoMoreMemoryThanAllowed() {
        var padding = "x".repeat(6_000);
        for (int i = 0; i < 1_500; i++) {
            tokens.verify(token(3_600, ",\"x\":\"" + i + padding + "\""));
        }
        assertThat(tokens.size()[1]).isBetween(VerifiedTokens.MOST_BYTES / 2, VerifiedTokens.MOST_BYTES);
        assertThat(VerifiedTokens.bytes("x".repeat(1_000))).isEqualTo(9_024);
    }

    private TokenFault fault(String raw) {
        var fault = new TokenFault[1];
        assertThatThrownBy(() -> tokens.verify(raw))
                .isInstanceOfSatisfying(BadToken.class, refused -> fault[0] = refused.fault());
        return fault[0];
    }

    private static VerificationKeys keys() {
        return new VerificationKeys(List.of(), Set.of());
    }

    private static String token(int seconds, String more) {
        var claims = "{\"iss\":\"issuer\",\"sub\":\"nurse-1\",\"iat\":%d,\"exp\":%d%s}"
                .formatted(START.getEpochSecond(), START.getEpochSecond() + seconds, more);
        return base64(HEADER) + "." + base64(claims) + ".AAAA";
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
