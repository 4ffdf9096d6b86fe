package org.openors.payara;

import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;

/**
 * The errors that the server answers by itself, with the codes of the application (contract, section 1). The application has
 * the same codes in {@code org.openors.error.ErrorCode}.
 */
enum ServerError {
    INVALID_REQUEST("ORS_400_01", 400, "The request is invalid"),
    UNAUTHENTICATED("ORS_401_01", 401, "A valid bearer token is required"),
    RIGHT_MISSING("ORS_403_01", 403, "A right is missing"),
    RESOURCE_NOT_FOUND("ORS_404_02", 404, "No such path"),
    METHOD_NOT_ALLOWED("ORS_405_01", 405, "The method is not allowed on this path"),
    PAYLOAD_TOO_LARGE("ORS_413_01", 413, "The request body is too large"),
    URI_TOO_LONG("ORS_414_01", 414, "The URL is too long"),
    EXPECTATION_FAILED("ORS_417_01", 417, "The expectation can't be met"),
    HEADERS_TOO_LARGE("ORS_431_01", 431, "The request headers are too large"),
    INTERNAL_ERROR("ORS_500_01", 500, "Internal server error"),
    NOT_IMPLEMENTED("ORS_501_01", 501, "The server does not know this method or transfer coding"),
    TEMPORARILY_UNAVAILABLE("ORS_503_02", 503, "The service is temporarily unavailable");

    private final String code;
    private final int status;
    private final String message;

    ServerError(String code, int status, String message) {
        this.code = code;
        this.status = status;
        this.message = message;
    }

    /** The error for a status that a part of the server has decided on. */
    static ServerError ofStatus(int status) {
        return Arrays.stream(values())
                .filter(error -> error.status == status)
                .findFirst()
                .orElse(status < 500 ? INVALID_REQUEST : INTERNAL_ERROR);
    }

    static String newReference() {
        return UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    }

    int status() {
        return status;
    }

    String message() {
        return message;
    }

    /** The line for the log, without anything that the caller sent. */
    String line(String reference) {
        return code + " " + name() + " reference=" + reference;
    }

    /** An ORSResponse. Neither the text nor the reference needs escaping. */
    String json(String text, String reference) {
        return "{\"status\":\"Error\",\"version\":1,\"errorData\":{\"errorCode\":\"" + code + "\",\"errorMessage\":\""
                + text + "\",\"details\":{\"reason\":\"" + name() + "\",\"reference\":\"" + reference + "\"}}}";
    }
}
