package org.openors.http;

import jakarta.servlet.http.HttpServletRequest;

/** The address of the caller: that of the other end of the connection. All of the service asks here for it. */
public final class PeerAddress {

    private static final String UNKNOWN = "-";

    private PeerAddress() {}

    /** The address as text; an IPv6 address can have a zone (RFC 4007, section 11). A dash if the server knows none. */
    public static String of(HttpServletRequest request) {
        var address = request.getRemoteAddr();
        return address == null ? UNKNOWN : address;
    }
}
