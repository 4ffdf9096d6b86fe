package org.openors.credential;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.openors.settings.Settings;

/**
 * The lifetime of a pair ({@code ORS_OTP_TTL}) and the number of wrong OTPs that lock it ({@code
 * ORS_OTP_MAX_ATTEMPTS}).
 */
@ApplicationScoped
public class CredentialPolicy {

    private Duration ttl;
    private int maxAttempts;

    protected CredentialPolicy() {}

    CredentialPolicy(Duration ttl, int maxAttempts) {
        this.ttl = ttl;
        this.maxAttempts = maxAttempts;
    }

    /** @throws org.openors.settings.BadSetting if a setting can't be used */
    @PostConstruct
    void configure() {
        ttl = readTtl();
        maxAttempts = readMaxAttempts();
    }

    /** @throws org.openors.settings.BadSetting if {@code ORS_OTP_TTL} can't be used */
    public static void checkTtl() {
        readTtl();
    }

    /** @throws org.openors.settings.BadSetting if {@code ORS_OTP_MAX_ATTEMPTS} can't be used */
    public static void checkMaxAttempts() {
        readMaxAttempts();
    }

    private static Duration readTtl() {
        return Settings.duration("ORS_OTP_TTL", Duration.ofHours(24), Duration.ofSeconds(1), Duration.ofHours(24));
    }

    private static int readMaxAttempts() {
        return Settings.number("ORS_OTP_MAX_ATTEMPTS", 10, 1, 100);
    }

    /** From PT1S to PT24H, PT24H if not set. */
    public Duration ttl() {
        return ttl;
    }

    /** From 1 to 100 (NIST SP 800-63B-4, 3.2.2), 10 if not set. */
    public int maxAttempts() {
        return maxAttempts;
    }
}
