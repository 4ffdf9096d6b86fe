package org.openors.error;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Every refusal this service can express; the constant's name is the published {@code details.reason}. */
@Schema(name = "ErrorReason", description = "An error code as a word.")
public enum ErrorCode {
    INVALID_REQUEST("ORS_400_01", 400, "The request is invalid"),
    INVALID_SUBJECT_ID("ORS_400_02", 400, "Invalid subject ID"),
    INVALID_DEVICE_ID("ORS_400_03", 400, "Invalid device ID"),
    DEVICE_NOT_DISPENSED("ORS_400_04", 400, "Device is not dispensed to the subject"),
    DEVICE_DISPENSED_TO_DIFFERENT_SUBJECT("ORS_400_05", 400, "Device is dispensed to a different subject"),
    CONNECTION_TYPE_MISSING("ORS_400_06", 400, "Device does not have any connection type"),
    NO_CONNECTION_DEVICE("ORS_400_07", 400, "Device is of no-connection connection type"),
    DEVICE_NOT_REGISTERED("ORS_400_08", 400, "mHealth device is not registered"),
    VENDOR_CODE_MISSING("ORS_400_09", 400, "Vendor code is missing for cloud-to-cloud connection type of devices"),
    DEVICE_ALREADY_REGISTERED("ORS_400_10", 400, "Cloud-to-cloud connection type device is already registered"),
    VENDOR_CODE_NOT_ALLOWED(
            "ORS_400_11", 400, "Vendor code has been specified for device-to-cloud connection type of devices"),
    SUBJECT_NUMBER_MISSING(
            "ORS_400_12", 400, "Subject number is missing for device-to-cloud connection type of devices"),
    DEVICE_ALREADY_BOOTSTRAPPED("ORS_400_13", 400, "The device is already bootstrapped"),
    UNAUTHENTICATED("ORS_401_01", 401, "A valid bearer token is required"),
    INVALID_ACCESS_ID_OR_OTP("ORS_401_02", 401, "Invalid accessId or OTP"),
    RIGHT_MISSING("ORS_403_01", 403, "A right is missing"),
    INVALID_STUDY_ID_OR_VERSION("ORS_404_01", 404, "Invalid study ID or version"),
    RESOURCE_NOT_FOUND("ORS_404_02", 404, "No such path"),
    METHOD_NOT_ALLOWED("ORS_405_01", 405, "The method is not allowed on this path"),
    NOT_ACCEPTABLE("ORS_406_01", 406, "None of the accepted media types can be produced"),
    PRECONDITION_FAILED("ORS_412_01", 412, "Somebody else was faster"),
    PAYLOAD_TOO_LARGE("ORS_413_01", 413, "The request body is too large"),
    URI_TOO_LONG("ORS_414_01", 414, "The URL is too long"),
    UNSUPPORTED_MEDIA_TYPE("ORS_415_01", 415, "The request body's media type is not supported"),
    EXPECTATION_FAILED("ORS_417_01", 417, "The expectation can't be met"),
    TOO_MANY_REQUESTS("ORS_429_01", 429, "Too many requests"),
    HEADERS_TOO_LARGE("ORS_431_01", 431, "The request headers are too large"),
    INTERNAL_ERROR("ORS_500_01", 500, "Internal server error"),
    MHEALTH_SETTINGS_NOT_FOUND("ORS_500_02", 500, "mHealth settings are not found"),
    MHEALTH_SETTINGS_REFUSED(
            "ORS_500_03", 500, "The mHealth connector refuses this study's account, or its URL is not allowed here"),
    NOT_IMPLEMENTED("ORS_501_01", 501, "The server does not know this method or transfer coding"),
    CONNECTOR_UNAVAILABLE("ORS_503_01", 503, "The mHealth connector did not answer"),
    TEMPORARILY_UNAVAILABLE("ORS_503_02", 503, "The service is temporarily unavailable");

    private final String code;
    private final int status;
    private final String message;

    ErrorCode(String code, int status, String message) {
        this.code = code;
        this.status = status;
        this.message = message;
    }

    /** The published code, such as {@code ORS_400_04}. */
    public String code() {
        return code;
    }

    /** The HTTP status it is answered with. */
    public int status() {
        return status;
    }

    /** The published message; {@link #INVALID_REQUEST} and {@link #RIGHT_MISSING} are usually told more exactly. */
    public String message() {
        return message;
    }

    /** The code for a status that the framework or the platform decided on. */
    public static ErrorCode ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> RIGHT_MISSING;
            case 404 -> RESOURCE_NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 412 -> PRECONDITION_FAILED;
            case 413 -> PAYLOAD_TOO_LARGE;
            case 414 -> URI_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 417 -> EXPECTATION_FAILED;
            case 429 -> TOO_MANY_REQUESTS;
            case 431 -> HEADERS_TOO_LARGE;
            case 501 -> NOT_IMPLEMENTED;
            case 503 -> TEMPORARILY_UNAVAILABLE;
            default -> status >= 400 && status < 500 ? INVALID_REQUEST : INTERNAL_ERROR;
        };
    }
}
