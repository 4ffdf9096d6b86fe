package org.openors.error;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The common response object: every error's body, and the body of operations whose result has no shape of its own. */
@Schema(name = "ORSResponse", description = "Common response object.")
@JsonbPropertyOrder({"status", "version", "result", "errorData"})
public record ORSResponse(
        @Schema(
                required = true,
                enumeration = {"Success", "Error"},
                example = "Error")
        String status,

        @Schema(required = true, description = "The version of this format.", example = "1")
        int version,

        @Schema(
                description = "Result object; absent on errors.",
                type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT)
        Object result,

        @Schema(description = "What went wrong; absent on success.")
        ErrorResponseData errorData) {

    private static final int FORMAT_VERSION = 1;

    public static ORSResponse success(Object result) {
        return new ORSResponse("Success", FORMAT_VERSION, result, null);
    }

    static ORSResponse error(ErrorCode code, String message, Map<String, Object> details) {
        return new ORSResponse("Error", FORMAT_VERSION, null, new ErrorResponseData(code.code(), message, details));
    }

    /** Code, message and details of an error. */
    @Schema(name = "ErrorResponseData", description = "Structure representing an error response.")
    @JsonbPropertyOrder({"errorCode", "errorMessage", "details"})
    public record ErrorResponseData(
            @Schema(required = true, description = "Published code of the error.", example = "ORS_400_04")
            String errorCode,

            @Schema(required = true, example = "Device is not dispensed to the subject")
            String errorMessage,

            @Schema(
                    required = true,
                    description = "`reason` (the code's name), `reference` (the request's id, also in the "
                            + "`X-Request-Id` header) and, where it helps, `parameter`, `problems` or `hint`.")
            Map<String, Object> details) {}
}
