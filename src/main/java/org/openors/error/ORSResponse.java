package org.openors.error;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.Map;

/** The common response object: every error's body, and the body of operations whose result has no shape of its own. */
@JsonbPropertyOrder({"status", "version", "result", "errorData"})
public record ORSResponse(String status, int version, Object result, ErrorResponseData errorData) {

    private static final int FORMAT_VERSION = 1;

    public static ORSResponse success(Object result) {
        return new ORSResponse("Success", FORMAT_VERSION, result, null);
    }

    public static ORSResponse error(ErrorCode code, String message, Map<String, Object> details) {
        return new ORSResponse("Error", FORMAT_VERSION, null, new ErrorResponseData(code.code(), message, details));
    }

    /** Code, message and details of an error. */
    @JsonbPropertyOrder({"errorCode", "errorMessage", "details"})
    public record ErrorResponseData(String errorCode, String errorMessage, Map<String, Object> details) {}
}
