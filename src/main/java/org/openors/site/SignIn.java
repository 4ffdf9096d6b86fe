package org.openors.site;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.openors.settings.BadSetting;
import org.openors.settings.Settings;

/**
 * How the page's users sign in, by OpenID Connect.
 *
 * @param issuer the provider's issuer identifier, exactly as its discovery document names it
 * @param clientId the page's name at the provider: a public client
 */
record SignIn(String issuer, String clientId) {

    private static final String ISSUER = "ORS_OIDC_ISSUER";
    private static final String CLIENT_ID = "ORS_OIDC_CLIENT_ID";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Empty if neither setting is given.
     *
     * @throws BadSetting if only one is given, or the issuer is not an https URL; http is allowed on this machine only
     */
    static Optional<SignIn> ofSettings() {
        var issuer = Settings.text(ISSUER);
        var clientId = Settings.text(CLIENT_ID);
        if (issuer.isEmpty() && clientId.isEmpty()) {
            return Optional.empty();
        }
        issuer.ifPresent(SignIn::requireUsable);
        return Optional.of(new SignIn(
                issuer.orElseThrow(() -> new BadSetting(ISSUER, "is not set: it must be given with " + CLIENT_ID)),
                clientId.orElseThrow(() -> new BadSetting(CLIENT_ID, "is not set: it must be given with " + ISSUER))));
    }

    /** The only other origin that the page may call. */
    String origin() {
        var uri = URI.create(issuer);
        return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getRawAuthority();
    }

    private static void requireUsable(String issuer) {
        try {
            var uri = new URI(issuer);
            boolean isSafe = "https".equalsIgnoreCase(uri.getScheme())
                    || "http".equalsIgnoreCase(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost()));
            if (isSafe
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                return;
            }
        } catch (URISyntaxException notAUrl) {
            // Told below.
        }
        throw new BadSetting(
                ISSUER, "must be an https URL without query, such as https://idp.example.org/realms/trials");
    }
}
