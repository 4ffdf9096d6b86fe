package org.openors.limit;

import java.util.HexFormat;
import org.openors.http.AddressLiteral;

/**
 * The part of a peer's address that counts as one peer: a whole IPv4 address, and the /64 prefix of an IPv6 address,
 * because a single customer gets at least that much (RFC 6177). An IPv4-mapped IPv6 address (RFC 4291, section 2.5.5.2)
 * is an IPv4 address.
 */
public final class PeerPrefix {

    private static final int IPV4_BYTES = 4;
    private static final int PREFIX_BYTES = 8;

    private PeerPrefix() {}

    /** The prefix as text. A text that is no address counts as it is; nothing is looked up in the DNS. */
    public static String of(String address) {
        return AddressLiteral.of(address)
                .map(literal -> literal.bytes().length == IPV4_BYTES ? literal.text() : prefix(literal.bytes()))
                .orElse(address);
    }

    private static String prefix(byte[] address) {
        var text = new StringBuilder(24);
        for (int i = 0; i < PREFIX_BYTES; i += 2) {
            text.append(HexFormat.of().formatHex(address, i, i + 2)).append(':');
        }
        return text.append(":/64").toString();
    }
}
