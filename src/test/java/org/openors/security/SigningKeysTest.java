package org.openors.security;

import static com.nimbusds.jose.JWSAlgorithm.ES256;
import static com.nimbusds.jose.JWSAlgorithm.RS256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openors.it.Tokens;
import org.openors.settings.GivenSettings;

/** Which keys verify a token, and when they are read again. Their source is a file, whose reads are counted. */
class SigningKeysTest {

    private static final Instant START = Instant.parse("2026-11-27T09:00:00Z");
    private static final Tokens PROVIDER = new Tokens();
    private static final Tokens OTHER = new Tokens();

    @TempDir
    Path directory;

    private final SigningKeys keys = new SigningKeys();
    private Path file;
    private int reads;
    private Error fault;
    private Duration passed = Duration.ZERO;

    @BeforeEach
    void publishTheKeys() throws IOException {
        GivenSettings.are(Map.of());
        file = directory.resolve("keys.json");
        publish(PROVIDER.key(), PROVIDER.ellipticKey());
        pass(Duration.ZERO);
        keys.configure(this::published, this::run, () -> passed.toNanos() - 5);
    }

    private VerificationKeys published() {
        if (fault != null) {
            throw fault;
        }
        return TokenSettings.keys(new KeySource(file.toUri().toString()));
    }

    private void run(Runnable read) {
        reads++;
        read.run();
    }

    @Test
    void bothKindsOfKeysVerify() {
        assertThat(fault(PROVIDER.with())).isNull();
        assertThat(fault(PROVIDER.signed(
                        PROVIDER.header(ES256).build(), PROVIDER.claims().build())))
                .isNull();
        assertThat(fault(withoutKeyId(PROVIDER))).isNull();
        assertThat(reads).isEqualTo(1);
        assertThat(keys.areKnown()).isTrue();
        assertThat(keys.unreadableSince()).isEmpty();
    }

    @Test
    void aStrangersSignatureIsRefusedWithoutReadingAgain() {
        pass(Duration.ofMinutes(1));
        assertThat(fault(OTHER.with())).isEqualTo(TokenFault.SIGNATURE);
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void anUnknownKeyIdIsLookedForAtOnceAndOnceInTenSeconds() throws IOException {
        pass(SigningKeys.PAUSE.minusNanos(1));
        assertThat(fault(withKeyId(PROVIDER, "next"))).isEqualTo(TokenFault.KEY);
        assertThat(reads).isEqualTo(1);
        publish(PROVIDER.key(), named(OTHER.key(), "next"));
        pass(Duration.ofNanos(1));
        assertThat(fault(withKeyId(OTHER, "next"))).isNull();
        assertThat(reads).isEqualTo(2);
        pass(SigningKeys.PAUSE.minusNanos(1));
        assertThat(fault(withKeyId(OTHER, "third"))).isEqualTo(TokenFault.KEY);
        assertThat(reads).isEqualTo(2);
        pass(Duration.ofNanos(1));
        assertThat(fault(withKeyId(OTHER, "third"))).isEqualTo(TokenFault.KEY);
        assertThat(reads).isEqualTo(3);
    }

    @Test
    void aTokenWithoutAKeyIdMakesThemReadAgainToo() throws IOException {
        pass(SigningKeys.PAUSE);
        publish(named(OTHER.key(), "next"));
        assertThat(fault(withoutKeyId(OTHER))).isNull();
        assertThat(fault(withoutKeyId(PROVIDER))).isEqualTo(TokenFault.SIGNATURE);
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void aKeyWithoutAnIdVerifiesATokenWithAny() throws IOException {
        Files.writeString(file, PROVIDER.pem());
        pass(SigningKeys.REFRESH);
        keys.refresh();
        assertThat(fault(withKeyId(PROVIDER, "any"))).isNull();
        pass(SigningKeys.PAUSE);
        int before = reads;
        assertThat(fault(OTHER.with())).isEqualTo(TokenFault.SIGNATURE);
        assertThat(reads).as("it may be the next key's").isEqualTo(before + 1);
        assertThat(fault(PROVIDER.signed(
                        PROVIDER.header(ES256).build(), PROVIDER.claims().build())))
                .isEqualTo(TokenFault.KEY);
    }

    @Test
    void theyAreReadAgainEachMinuteAndTheSameKeysChangeNothing() {
        var before = keys.current();
        pass(SigningKeys.REFRESH.minusNanos(1));
        keys.refresh();
        assertThat(reads).isEqualTo(1);
        pass(Duration.ofNanos(1));
        keys.refresh();
        assertThat(reads).isEqualTo(2);
        assertThat(keys.current()).isSameAs(before);
    }

    /** Else a withdrawn key would stay trusted for as long as the clock was set back. */
    @Test
    void theyAreReadAgainIfTheClockWasSetBack() {
        pass(SigningKeys.PAUSE);
        keys.clock = Clock.fixed(START.minus(Duration.ofDays(1)), ZoneOffset.UTC);
        keys.refresh();
        assertThat(reads).isEqualTo(2);
        passed = passed.plus(SigningKeys.PAUSE);
        keys.refresh();
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void aWithdrawnKeyIsRefusedOnceTheyAreReadAgain() throws IOException {
        publish(named(OTHER.key(), "next"));
        var before = keys.current();
        pass(SigningKeys.REFRESH);
        keys.refresh();
        assertThat(keys.current()).isNotSameAs(before);
        assertThat(fault(PROVIDER.with())).isEqualTo(TokenFault.KEY);
    }

    @Test
    void whileTheyCanNotBeReadTheKnownOnesStayInUse() throws IOException {
        Files.delete(file);
        pass(SigningKeys.REFRESH);
        assertThatThrownBy(keys::refresh)
                .isInstanceOf(BadKeys.class)
                .hasMessage("MP_JWT_VERIFY_PUBLICKEY_LOCATION names no key that can be read."
                        + " The keys that are known stay in use");
        var since = START.plus(passed);
        assertThat(keys.unreadableSince()).contains(since);
        assertThat(keys.areKnown()).isTrue();
        assertThat(fault(PROVIDER.with())).isNull();

        Files.writeString(file, "garbage");
        pass(SigningKeys.PAUSE);
        assertThatThrownBy(keys::refresh).hasMessageContaining("holds no public key");
        assertThat(keys.unreadableSince()).contains(since);
        assertThat(reads).isEqualTo(3);

        publish(PROVIDER.key());
        pass(SigningKeys.PAUSE);
        assertThatCode(keys::refresh).doesNotThrowAnyException();
        assertThat(keys.unreadableSince()).isEmpty();
        assertThat(reads).isEqualTo(4);
    }

    @Test
    void aReadThatBreaksIsAFailureAsAnyOther() {
        fault = new StackOverflowError();
        pass(SigningKeys.REFRESH);
        assertThatThrownBy(keys::refresh)
                .isInstanceOf(BadKeys.class)
                .hasMessage("MP_JWT_VERIFY_PUBLICKEY_LOCATION can't be read: StackOverflowError."
                        + " The keys that are known stay in use");
        assertThat(keys.unreadableSince()).contains(START.plus(passed));
        assertThat(fault(PROVIDER.with())).isNull();

        fault = null;
        pass(SigningKeys.PAUSE);
        keys.refresh();
        assertThat(keys.unreadableSince()).isEmpty();
    }

    @Test
    void withoutAnyKeyNothingIsVerifiedUntilOneIsThere() throws IOException {
        Files.delete(file);
        var late = new SigningKeys();
        late.clock = keys.clock;
        late.configure(this::published, this::run, () -> passed.toNanos());
        assertThat(late.areKnown()).isFalse();
        assertThatThrownBy(() -> late.verify(SignedToken.parse(PROVIDER.with())))
                .isInstanceOf(BadToken.class);
        publish(PROVIDER.key());
        pass(SigningKeys.PAUSE);
        late.clock = keys.clock;
        late.refresh();
        assertThat(late.areKnown()).isTrue();
    }

    private TokenFault fault(String raw) {
        try {
            keys.verify(SignedToken.parse(raw));
            return null;
        } catch (BadToken refused) {
            return refused.fault();
        }
    }

    private void pass(Duration time) {
        passed = passed.plus(time);
        keys.clock = Clock.fixed(START.plus(passed), ZoneOffset.UTC);
    }

    private void publish(JWK... published) throws IOException {
        Files.writeString(file, new JWKSet(List.of(published)).toPublicJWKSet().toString());
    }

    private static JWK named(com.nimbusds.jose.jwk.RSAKey key, String id) {
        return new com.nimbusds.jose.jwk.RSAKey.Builder(key).keyID(id).build();
    }

    private static String withKeyId(Tokens tokens, String id) {
        return tokens.signed(
                tokens.header(RS256).keyID(id).build(), tokens.claims().build());
    }

    private static String withoutKeyId(Tokens tokens) {
        return withKeyId(tokens, null);
    }
}
