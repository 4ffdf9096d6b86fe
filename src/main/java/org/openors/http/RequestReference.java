package org.openors.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.openors.identity.Identifier;

/** The id of a request in the error body, the {@code X-Request-Id} header, the log and the audit trail. */
public final class RequestReference {

    /** The response header that carries it. */
    public static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = RequestReference.class.getName();

    private RequestReference() {}

    /**
     * The reference of this request: 32 upper-case hex characters, made at the first call and never taken from the
     * caller.
     */
    public static String of(HttpServletRequest request) {
        var reference = (String) request.getAttribute(ATTRIBUTE);
        if (reference == null) {
            reference = Identifier.format(UUID.randomUUID());
            request.setAttribute(ATTRIBUTE, reference);
        }
        return reference;
    }
}
