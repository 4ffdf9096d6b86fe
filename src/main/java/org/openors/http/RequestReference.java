package org.openors.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;

/** The id a request is known by: in the error body, in the {@code X-Request-Id} header, the log and the audit trail. */
public final class RequestReference {

    /** The response header that carries it. */
    public static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = RequestReference.class.getName();

    private RequestReference() {}

    /** The reference of this request, made at the first call: 32 upper-case hex characters, never taken from the caller. */
    public static String of(HttpServletRequest request) {
        var reference = (String) request.getAttribute(ATTRIBUTE);
        if (reference == null) {
            reference = UUID.randomUUID().toString().replace("-", "").toUpperCase(java.util.Locale.ROOT);
            request.setAttribute(ATTRIBUTE, reference);
        }
        return reference;
    }
}
