package org.openors.security;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.openors.background.Due;

/**
 * The keys that verify tokens, as last read from {@code MP_JWT_VERIFY_PUBLICKEY_LOCATION}. They are read again every {@link
 * #REFRESH}, and at once for a token whose key is not known, but at most once in {@link #PAUSE}. If they can't be read, those
 * that are known stay in use.
 */
@ApplicationScoped
public class SigningKeys {

    static final String LOCATION = "MP_JWT_VERIFY_PUBLICKEY_LOCATION";
    static final Duration REFRESH = Duration.ofSeconds(60);
    static final Duration PAUSE = Duration.ofSeconds(10);

    @Resource
    ManagedExecutorService executor;

    @Inject
    Clock clock;

    private Supplier<VerificationKeys> source;
    private SharedRun reading;
    private volatile VerificationKeys keys = VerificationKeys.NONE;
    private volatile Instant lastTry;
    private volatile Instant failingSince;
    private volatile String failure;

    @PostConstruct
    void configure() {
        var published = new KeySource(TokenSettings.location());
        configure(() -> TokenSettings.keys(published), executor, System::nanoTime);
    }

    /** @param from reads them; throws {@link BadKeys} if it can't */
    void configure(Supplier<VerificationKeys> from, Executor by, LongSupplier nanoTime) {
        source = from;
        reading = new SharedRun(this::read, by, PAUSE, nanoTime);
        reading.request();
    }

    /** @throws BadToken if no known key has signed the token */
    void verify(SignedToken token) {
        var before = keys;
        if (before.verify(token)) {
            return;
        }
        if (!before.haveTheKeyOf(token)) {
            reading.request();
        }
        if (keys == before || !keys.verify(token)) {
            throw keys.haveCandidatesFor(token)
                    ? new BadToken(TokenFault.SIGNATURE)
                    : new BadToken(
                            TokenFault.KEY,
                            TokenHeader.text(token.header(), "kid").orElse("none"));
        }
    }

    /** The same object until a key comes or goes. */
    VerificationKeys current() {
        return keys;
    }

    /** Whether any token can be verified. Asks nobody. */
    public boolean areKnown() {
        return !keys.isEmpty();
    }

    /** Since when the keys can't be read; empty if the last try succeeded. Asks nobody. */
    public Optional<Instant> unreadableSince() {
        return Optional.ofNullable(failingSince);
    }

    /**
     * Reads the keys again if it is time to, or if the last try failed.
     *
     * @throws BadKeys if they can't be read
     */
    void refresh() {
        if (failingSince != null || Due.again(lastTry, REFRESH, clock.instant())) {
            reading.request();
        }
        if (failingSince != null) {
            throw new BadKeys(LOCATION + " " + failure + ". The keys that are known stay in use");
        }
    }

    private void read() {
        lastTry = clock.instant();
        try {
            var read = source.get();
            keys = read.areThoseOf(keys) ? keys : read;
            failingSince = null;
        } catch (BadKeys unusable) {
            failed(unusable.getMessage());
        } catch (RuntimeException | Error unforeseen) {
            failed("can't be read: " + unforeseen.getClass().getSimpleName());
            throw unforeseen;
        }
    }

    private void failed(String why) {
        failure = why;
        failingSince = failingSince == null ? lastTry : failingSince;
    }
}
