package org.openors.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** The HTTP method of a request as the log names it: a caller may send any text as its method. */
final class KnownMethod {

    /** RFC 9110, section 9.3, and RFC 5789. */
    private static final Set<String> KNOWN =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

    private static final String ANOTHER = "(unknown method)";

    private KnownMethod() {}

    static String of(HttpServletRequest request) {
        var method = request.getMethod();
        return method != null && KNOWN.contains(method) ? method : ANOTHER;
    }
}
