package org.openors.study;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openors.settings.BadSetting;
import org.openors.settings.Settings;

/**
 * The base URLs of remote connectors that the operator allows ({@code ORS_CONNECTOR_URLS}). A URL is allowed if it has the
 * scheme, host and port of an entry and its path begins with the entry's, whole segments compared. Without the setting
 * none is allowed.
 */
public final class ConnectorUrls {

    private static final String SETTING = "ORS_CONNECTOR_URLS";
    private static final String ALLOWED =
            "URLs without user, query and fragment, separated by commas: https, or http on the loopback address";

    private static final Pattern DOT_SEGMENT = Pattern.compile("(?i)(^|/)(\\.|%2e){1,2}(/|$)");
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}|\\[(0{0,4}:){2,7}0{0,3}1]");

    private ConnectorUrls() {}

    /** @throws BadSetting if an entry is not an absolute https URL, or an http URL of the loopback address */
    public static void check() {
        entries().filter(entry -> !isUsable(entry)).findFirst().ifPresent(bad -> {
            throw new BadSetting(SETTING, "must be " + ALLOWED);
        });
    }

    /** Whether the operator allows to connect to this URL. */
    public static boolean allow(String url) {
        return isUsable(url)
                && entries().anyMatch(entry -> isUsable(entry) && isBelow(URI.create(url), URI.create(entry)));
    }

    private static Stream<String> entries() {
        return Settings.list(SETTING, ALLOWED).stream();
    }

    private static boolean isUsable(String text) {
        try {
            var url = URI.create(text);
            return url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && !DOT_SEGMENT.matcher(url.getRawPath()).find()
                    && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()) && isLoopback(url.getHost()));
        } catch (IllegalArgumentException notAUrl) {
            return false;
        }
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    private static boolean isBelow(URI url, URI entry) {
        return Objects.equals(origin(url), origin(entry)) && path(url).startsWith(path(entry));
    }

    private static List<Object> origin(URI url) {
        int port = url.getPort() >= 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
        return List.of(url.getScheme(), url.getHost().toLowerCase(Locale.ROOT), port);
    }

    private static String path(URI url) {
        return url.getRawPath().endsWith("/") ? url.getRawPath() : url.getRawPath() + "/";
    }
}
