package org.openors.connector.remote;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A segment of a URL's path, which the connector gets exactly as it is. Clients differ in what they escape (Jersey: not a slash
 * and not a semicolon), so it is escaped before, and what a client has escaped once more is taken back.
 */
final class PathSegment {

    /** They mean a place (RFC 3986, section 3.3), also if they are escaped: a client or a proxy removes them. */
    private static final Set<String> DOTS = Set.of(".", "..");

    /** The published API's own path begins here; what comes before is the base URL. */
    private static final String BEGIN = "/api/studies/";

    private PathSegment() {}

    /** Whether it can be escaped, so that it stays one segment on its way, and the same. */
    static boolean isSafe(String segment) {
        return !DOTS.contains(segment);
    }

    /** All but letters, digits and {@code - . _ *} as {@code %XX} in UTF-8. */
    static String escaped(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Takes back that the client has escaped escaped segments. */
    static URI escapedOnce(URI uri) {
        var text = uri.toString();
        int begin = text.lastIndexOf(BEGIN);
        return URI.create(text.substring(0, begin) + text.substring(begin).replace("%25", "%"));
    }
}
