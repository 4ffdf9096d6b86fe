package org.openors.error;

import jakarta.ejb.ApplicationException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The one business exception: the request is refused with a published code, and the transaction rolls back.
 *
 * <p>The message goes to the caller: it never holds a value the caller sent. No stack trace is taken: the code says all.
 */
@ApplicationException(rollback = true)
public class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient Map<String, Object> details = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    public Refusal(ErrorCode code) {
        this(code, code.message());
    }

    public Refusal(ErrorCode code, String message) {
        super(message, null, true, false);
        this.code = code;
    }

    /** A request whose syntax is wrong in one named parameter. */
    public static Refusal invalid(String parameter, String what) {
        return new Refusal(ErrorCode.INVALID_REQUEST, parameter + " " + what).with("parameter", parameter);
    }

    /** A study that does not exist, or has no version in this mode. */
    public static Refusal unknownStudy() {
        return new Refusal(ErrorCode.INVALID_STUDY_ID_OR_VERSION).with("parameter", "studyId");
    }

    /** Adds an entry to {@code details}; a null value adds nothing. */
    public Refusal with(String name, Object value) {
        if (value != null) {
            details.put(name, value);
        }
        return this;
    }

    /** Sets a header of the answer. It replaces the one that the code alone would have. */
    public Refusal withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public ErrorCode code() {
        return code;
    }

    public Map<String, Object> details() {
        return details;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
