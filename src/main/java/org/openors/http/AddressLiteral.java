package org.openors.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** An IP address that was given as a literal. Nothing is looked up in the DNS. An IPv4-mapped IPv6 address is an IPv4 address. */
public record AddressLiteral(InetAddress address) {

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final String IPV4 = OCTET + "(?:\\." + OCTET + "){3}";
    private static final String PORT = "(?::[0-9_A-Za-z.-]{1,10})?";
    /**
     * Begins with a digit or a colon and has a colon. {@link InetAddress} takes such a text for a literal, right or wrong, and
     * never for a name.
     */
    private static final String IPV6 = "[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]*";

    /** An address with or without a port (RFC 7239, section 6). Only an IPv6 address in brackets can have a port. */
    private static final Pattern NODE =
            Pattern.compile("(" + IPV4 + ")" + PORT + "|\\[(" + IPV6 + ")]" + PORT + "|(" + IPV6 + ")");

    private static final int LONGEST = 60;

    /** The address, without a port and an IPv6 zone; empty if the text is none. */
    public static Optional<AddressLiteral> of(String text) {
        try {
            var literal = literal(text);
            return literal.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new AddressLiteral(InetAddress.getByName(literal.get())));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    /** What has the form of an address in the text, without a port and an IPv6 zone; empty if nothing has. */
    static Optional<String> literal(String text) {
        var stripped = text.strip();
        int zone = stripped.indexOf('%');
        var node = NODE.matcher(zone < 0 ? stripped : stripped.substring(0, zone));
        if (stripped.length() > LONGEST || !node.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                node.group(1) != null ? node.group(1) : node.group(2) != null ? node.group(2) : node.group(3));
    }

    public String text() {
        return address.getHostAddress();
    }

    public byte[] bytes() {
        return address.getAddress();
    }
}
