package org.openors.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of the contract's section 1: a code, once released, keeps its meaning. */
class ErrorCodeTest {

    private static final String PUBLISHED = """
            ORS_400_01 INVALID_REQUEST 400 The request is invalid
            ORS_400_02 INVALID_SUBJECT_ID 400 Invalid subject ID
            ORS_400_03 INVALID_DEVICE_ID 400 Invalid device ID
            ORS_400_04 DEVICE_NOT_DISPENSED 400 Device is not dispensed to the subject
            ORS_400_05 DEVICE_DISPENSED_TO_DIFFERENT_SUBJECT 400 Device is dispensed to a different subject
            ORS_400_06 CONNECTION_TYPE_MISSING 400 Device does not have any connection type
            ORS_400_07 NO_CONNECTION_DEVICE 400 Device is of no-connection connection type
            ORS_400_08 DEVICE_NOT_REGISTERED 400 mHealth device is not registered
            ORS_400_09 VENDOR_CODE_MISSING 400 Vendor code is missing for cloud-to-cloud connection type of devices
            ORS_400_10 DEVICE_ALREADY_REGISTERED 400 Cloud-to-cloud connection type device is already registered
            ORS_400_11 VENDOR_CODE_NOT_ALLOWED 400 Vendor code has been specified for device-to-cloud connection type of devices
            ORS_400_12 SUBJECT_NUMBER_MISSING 400 Subject number is missing for device-to-cloud connection type of devices
            ORS_400_13 DEVICE_ALREADY_BOOTSTRAPPED 400 The device is already bootstrapped
            ORS_401_01 UNAUTHENTICATED 401 A valid bearer token is required
            ORS_401_02 INVALID_ACCESS_ID_OR_OTP 401 Invalid accessId or OTP
            ORS_403_01 RIGHT_MISSING 403 A right is missing
            ORS_404_01 INVALID_STUDY_ID_OR_VERSION 404 Invalid study ID or version
            ORS_404_02 RESOURCE_NOT_FOUND 404 No such path
            ORS_405_01 METHOD_NOT_ALLOWED 405 The method is not allowed on this path
            ORS_406_01 NOT_ACCEPTABLE 406 None of the accepted media types can be produced
            ORS_412_01 PRECONDITION_FAILED 412 Somebody else was faster
            ORS_413_01 PAYLOAD_TOO_LARGE 413 The request body is too large
            ORS_414_01 URI_TOO_LONG 414 The URL is too long
            ORS_415_01 UNSUPPORTED_MEDIA_TYPE 415 The request body's media type is not supported
            ORS_417_01 EXPECTATION_FAILED 417 The expectation can't be met
            ORS_429_01 TOO_MANY_REQUESTS 429 Too many requests
            ORS_431_01 HEADERS_TOO_LARGE 431 The request headers are too large
            ORS_500_01 INTERNAL_ERROR 500 Internal server error
            ORS_500_02 MHEALTH_SETTINGS_NOT_FOUND 500 mHealth settings are not found
            ORS_500_03 MHEALTH_SETTINGS_REFUSED 500 The mHealth connector refuses this study's account, or its URL is not allowed here
            ORS_501_01 NOT_IMPLEMENTED 501 The server does not know this method or transfer coding
            ORS_503_01 CONNECTOR_UNAVAILABLE 503 The mHealth connector did not answer
            ORS_503_02 TEMPORARILY_UNAVAILABLE 503 The service is temporarily unavailable
            """;

    @Test
    void everyCodeIsAsPublishedAndNoOtherIs() {
        assertThat(Arrays.stream(ErrorCode.values())
                        .map(code -> code.code() + " " + code.name() + " " + code.status() + " " + code.message()))
                .containsExactlyElementsOf(PUBLISHED.lines().toList());
    }

    @Test
    void everyCodeIsUniqueAndHoldsItsStatus() {
        assertThat(ErrorCode.values())
                .extracting(ErrorCode::code)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("ORS_[45][0-9]{2}_[0-9]{2}"));
        assertThat(ErrorCode.values()).allMatch(code -> code.code().startsWith("ORS_" + code.status() + "_"));
    }

    @ParameterizedTest
    @CsvSource({
        "400,INVALID_REQUEST",
        "401,UNAUTHENTICATED",
        "403,RIGHT_MISSING",
        "404,RESOURCE_NOT_FOUND",
        "405,METHOD_NOT_ALLOWED",
        "406,NOT_ACCEPTABLE",
        "408,INVALID_REQUEST",
        "413,PAYLOAD_TOO_LARGE",
        "414,URI_TOO_LONG",
        "415,UNSUPPORTED_MEDIA_TYPE",
        "417,EXPECTATION_FAILED",
        "429,TOO_MANY_REQUESTS",
        "431,HEADERS_TOO_LARGE",
        "500,INTERNAL_ERROR",
        "501,NOT_IMPLEMENTED",
        "503,TEMPORARILY_UNAVAILABLE",
        "200,INTERNAL_ERROR"
    })
    void everyStatusOfThePlatformHasACode(int status, ErrorCode code) {
        assertThat(ErrorCode.ofStatus(status)).isEqualTo(code);
    }
}
