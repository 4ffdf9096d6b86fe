package org.openors.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The address of the caller. No other class reads it from the request. It is that of the other end of the connection. If that is
 * a trusted proxy, it is the address that the proxy names in {@code Forwarded} (RFC 7239) or, without one, in {@code
 * X-Forwarded-For}: the last one that is no trusted proxy itself, because a caller can write whatever it likes before it.
 */
public final class PeerAddress {

    private static final String UNKNOWN = "-";

    private PeerAddress() {}

    /**
     * The address as text; an IPv6 address can have a zone (RFC 4007, section 11). A dash if the server knows none. An
     * address that a proxy names is a literal in canonical form. If it names none (an obfuscated or unknown one, or
     * nonsense), it is the proxy's.
     */
    public static String of(HttpServletRequest request) {
        return of(request, Configured.PROXIES);
    }

    static String of(HttpServletRequest request, TrustedProxies proxies) {
        var address = request.getRemoteAddr();
        if (address == null) {
            return UNKNOWN;
        }
        return proxies.trust(address) ? named(request, address, proxies) : address;
    }

    private static String named(HttpServletRequest request, String proxy, TrustedProxies proxies) {
        var nearest = proxy;
        for (var hop : hopsFromTheLast(request)) {
            var literal = AddressLiteral.of(hop);
            if (literal.isEmpty()) {
                return nearest;
            }
            nearest = literal.get().text();
            if (!proxies.trust(nearest)) {
                return nearest;
            }
        }
        return nearest;
    }

    private static List<String> hopsFromTheLast(HttpServletRequest request) {
        var forwarded = values(request, "Forwarded");
        var hops = forwarded.isEmpty()
                ? List.of(String.join(",", values(request, "X-Forwarded-For")).split(",", -1))
                : ForwardedHeader.hops(String.join(",", forwarded));
        var reversed = new ArrayList<>(hops);
        Collections.reverse(reversed);
        return reversed;
    }

    private static List<String> values(HttpServletRequest request, String header) {
        var values = request.getHeaders(header);
        return values == null ? List.of() : Collections.list(values);
    }

    /** Read at the first request; a start has checked it before. */
    private static final class Configured {
        static final TrustedProxies PROXIES = TrustedProxies.ofSettings();
    }
}
