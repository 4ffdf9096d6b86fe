package org.openors.study;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * A link that opens the patient's app with a pair (contract, section 8). The pair stands in the fragment, which no browser
 * sends to a server.
 */
final class BootstrapLink {

    private static final String ACCESS_ID = "{accessId}";
    private static final String OTP = "{otp}";

    /** These run or read something in the place of opening an app. */
    private static final Set<String> NO_LINKS = Set.of("javascript", "data", "vbscript", "file", "blob", "about");

    private BootstrapLink() {}

    /** Whether this is an absolute URI (RFC 3986) once the pair is filled in, and the pair is in its fragment alone. */
    static boolean isUsable(String link) {
        int fragment = link.indexOf('#');
        return fragment > 0
                && isUri(link.replace(ACCESS_ID, "ABC123").replace(OTP, "ABCD1234"))
                && isOnceAfter(fragment, ACCESS_ID, link)
                && isOnceAfter(fragment, OTP, link);
    }

    private static boolean isOnceAfter(int fragment, String part, String link) {
        return link.indexOf(part) > fragment && link.indexOf(part) == link.lastIndexOf(part);
    }

    /** Braces that are left over are no part of a URI. */
    private static boolean isUri(String text) {
        try {
            var uri = URI.create(text);
            return uri.isAbsolute() && !NO_LINKS.contains(uri.getScheme().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException notAUri) {
            return false;
        }
    }
}
