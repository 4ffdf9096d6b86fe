package org.openors.limit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The part of a peer's address that counts as one peer: a whole IPv4 address, and the /64 prefix of an IPv6 address,
 * because a single customer gets at least that much (RFC 6177). An IPv4-mapped IPv6 address (RFC 4291, section 2.5.5.2)
 * is an IPv4 address.
 */
public final class PeerPrefix {

    private static final Pattern LITERAL = Pattern.compile("[0-9]+(?:\\.[0-9]+){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final int PREFIX_BYTES = 8;

    private PeerPrefix() {}

    /** The prefix as text. A text that is no address counts as it is; nothing is looked up in the DNS. */
    public static String of(String address) {
        int zone = address.indexOf('%');
        var literal = zone < 0 ? address : address.substring(0, zone);
        if (!LITERAL.matcher(literal).matches()) {
            return address;
        }
        try {
            var bytes = InetAddress.getByName(literal).getAddress();
            return bytes.length == 4 ? InetAddress.getByAddress(bytes).getHostAddress() : prefix(bytes);
        } catch (UnknownHostException notAnAddress) {
            return address;
        }
    }

    private static String prefix(byte[] address) {
        var text = new StringBuilder(24);
        for (int i = 0; i < PREFIX_BYTES; i += 2) {
            text.append(HexFormat.of().formatHex(address, i, i + 2)).append(':');
        }
        return text.append(":/64").toString();
    }
}
