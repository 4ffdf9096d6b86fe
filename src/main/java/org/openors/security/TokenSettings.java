package org.openors.security;

import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.openors.settings.BadSetting;
import org.openors.settings.Settings;

/**
 * Checks the MicroProfile JWT settings at the start. The platform finds a missing one only at the first token. Of the
 * settings of MicroProfile JWT 2.1 these are refused that change where a token is read or how it is checked: {@link
 * VerifiedTokens} and {@link TokenRules} would not follow them.
 */
@Dependent
public class TokenSettings {

    private static final String A_LOCATION = "the URL of the public keys of the tokens, with file:, http: or https:";
    private static final String HEADER = "mp.jwt.token.header";
    private static final String SKEW = "mp.jwt.verify.clock.skew";

    /** Another key, another place of the token, encrypted tokens, another limit of the lifetime. */
    private static final List<String> NOT_SUPPORTED = List.of(
            "mp.jwt.verify.publickey",
            "mp.jwt.token.cookie",
            "mp.jwt.decrypt.key.location",
            "mp.jwt.decrypt.key.algorithm",
            "mp.jwt.verify.token.age");

    /** @throws BadSetting if the issuer is missing */
    public static String issuer() {
        return Settings.required("MP_JWT_VERIFY_ISSUER", "the issuer of the tokens, as in their claim iss");
    }

    /** @throws BadSetting if it is missing */
    static String location() {
        return Settings.required(SigningKeys.LOCATION, A_LOCATION);
    }

    /** @throws BadSetting if the keys' location is missing, or no key there can be used. What can't be used is named */
    public void checkKey() {
        try {
            keys(new KeySource(location()));
        } catch (BadKeys unusable) {
            throw new BadSetting(SigningKeys.LOCATION, unusable.getMessage());
        }
    }

    /**
     * The keys that can verify a token now.
     *
     * @throws BadKeys if there is none
     */
    static VerificationKeys keys(KeySource source) {
        var algorithms = algorithms();
        var keys = new VerificationKeys(PublicKeys.in(source.read()), algorithms);
        if (keys.isEmpty()) {
            throw new BadKeys("holds no key for " + String.join(" or ", new TreeSet<>(algorithms))
                    + ": RS256 needs an RSA key of at least 2048 bits, ES256 an elliptic one on P-256");
        }
        return keys;
    }

    /** @throws BadSetting for the first setting that the service does not follow */
    public void checkNotSupported() {
        require(HEADER, Set.of("Authorization"), "must be Authorization, or not set: a token is read from there only");
        require(SKEW, Set.of("0"), "must be 0, or not set: no clock skew is allowed");
        NOT_SUPPORTED.forEach(name -> require(name, Set.of(), "is not supported"));
        algorithms();
    }

    /**
     * The algorithms that a token may have: both, unless {@code MP_JWT_VERIFY_PUBLICKEY_ALGORITHM} names one.
     *
     * @throws BadSetting if it names another
     */
    static Set<String> algorithms() {
        var name = "mp.jwt.verify.publickey.algorithm";
        require(name, TokenHeader.ALGORITHMS, "must be RS256 or ES256");
        return Settings.text(name).map(Set::of).orElse(TokenHeader.ALGORITHMS);
    }

    /**
     * The longest lifetime of a token.
     *
     * @throws BadSetting if {@code ORS_TOKEN_MAX_LIFETIME} can't be used
     */
    public static Duration maxLifetime() {
        return Settings.duration(
                "ORS_TOKEN_MAX_LIFETIME", Duration.ofHours(24), Duration.ofSeconds(1), Duration.ofDays(366));
    }

    /**
     * The audiences of which a token must have one; empty if {@code MP_JWT_VERIFY_AUDIENCES} is not set: then none is asked for.
     *
     * @throws BadSetting if one is blank
     */
    public static List<String> audiences() {
        return Settings.list("MP_JWT_VERIFY_AUDIENCES", "audiences, separated by commas, none of them blank");
    }

    private static void require(String name, Set<String> allowed, String what) {
        Settings.text(name).filter(value -> !allowed.contains(value)).ifPresent(value -> {
            throw new BadSetting(name.toUpperCase(java.util.Locale.ROOT).replace('.', '_'), what);
        });
    }
}
