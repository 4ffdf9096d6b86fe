package org.openors.payara;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The fields that decide for whom a request is and where it ends (RFC 9112, sections 3.2, 6.1, 6.2 and 6.3). */
final class RequestFields {

    private static final Pattern HOST = Pattern.compile("(?:[\\w.~!$&'()*+,;=%-]+|\\[[0-9A-Fa-f:.]+])(?::\\d{0,5})?");
    private static final Pattern LENGTH = Pattern.compile("\\d+");
    private static final Pattern LENGTH_OF_A_LONG = Pattern.compile("0*\\d{1,18}");

    /** TRACE must have none (RFC 9110, section 9.3.8); PRI begins HTTP/2 (RFC 9113, section 3.4). */
    private static final Set<String> WITHOUT_CONTENT = Set.of("TRACE", "CONNECT", "PRI");

    private RequestFields() {}

    static void check(RequestHead head) {
        var hosts = head.values("Host");
        if (hosts.size() > 1 || hosts.isEmpty() && !head.isHttp10()) {
            throw RefusedHead.invalid("Host must be given once");
        }
        hosts.forEach(RequestFields::requireHost);
        checkLength(head);
        checkTransferEncoding(head);
        checkContent(head);
        checkExpectation(head);
    }

    /** Payara answers 200 for an empty host. */
    static void requireHost(String host) {
        if (!HOST.matcher(host).matches()) {
            throw RefusedHead.invalid("Host must be a name or an address, with or without a port");
        }
    }

    private static void checkLength(RequestHead head) {
        var lengths = head.values("Content-Length");
        if (lengths.isEmpty()) {
            return;
        }
        if (lengths.size() > 1 || !LENGTH.matcher(lengths.get(0)).matches()) {
            throw RefusedHead.invalid("Content-Length must be given once, as a number");
        }
        if (!LENGTH_OF_A_LONG.matcher(lengths.get(0)).matches()) {
            throw new RefusedHead(ServerError.PAYLOAD_TOO_LARGE, ServerError.PAYLOAD_TOO_LARGE.message());
        }
    }

    /** The server knows the coding {@code chunked} only. */
    private static void checkTransferEncoding(RequestHead head) {
        var given = head.values("Transfer-Encoding");
        if (given.isEmpty()) {
            return;
        }
        if (!head.values("Content-Length").isEmpty() || head.isHttp10()) {
            throw RefusedHead.invalid("Transfer-Encoding must not be given with Content-Length or in HTTP/1.0");
        }
        var codings = members(given);
        int last = codings.size() - 1;
        if (codings.indexOf("chunked") != last) {
            throw RefusedHead.invalid("The last and only the last transfer coding must be chunked");
        }
        if (last > 0) {
            throw new RefusedHead(
                    ServerError.NOT_IMPLEMENTED, "The only transfer coding that the server knows is chunked");
        }
    }

    /** Payara would take the content for the next request. */
    private static void checkContent(RequestHead head) {
        boolean hasContent = !head.values("Transfer-Encoding").isEmpty()
                || head.values("Content-Length").stream().anyMatch(length -> !length.matches("0+"));
        if (hasContent && WITHOUT_CONTENT.contains(head.method())) {
            throw RefusedHead.invalid("A request with this method has no content");
        }
    }

    private static void checkExpectation(RequestHead head) {
        var expectations = members(head.values("Expect"));
        if (!expectations.stream().allMatch("100-continue"::equals)) {
            throw new RefusedHead(
                    ServerError.EXPECTATION_FAILED, "The only expectation that can be met is 100-continue");
        }
    }

    private static List<String> members(List<String> values) {
        return values.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(member -> member.trim().toLowerCase(Locale.ROOT))
                .toList();
    }
}
