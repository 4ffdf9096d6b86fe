package org.openors.openapi;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.openors.error.ErrorCode;

/** What an operation answers to its refusals of one status: what each code means, the headers, the body with examples. */
final class ErrorResponses {

    private ErrorResponses() {}

    static APIResponse of(List<ErrorCode> codes) {
        var response = OASFactory.createAPIResponse()
                .description(description(codes))
                .content(content(codes))
                .addHeader(CommonHeaders.REQUEST_ID, CommonHeaders.reference(CommonHeaders.REQUEST_ID))
                .addHeader(CommonHeaders.CACHE_CONTROL, CommonHeaders.reference(CommonHeaders.CACHE_CONTROL));
        // In an order that is the same in each build: that of Map.of is not.
        new TreeMap<>(CommonHeaders.ofStatus(codes)).forEach(response::addHeader);
        return response;
    }

    private static String description(List<ErrorCode> codes) {
        return codes.size() == 1
                ? meaning(codes.get(0))
                : codes.stream().map(code -> "- " + meaning(code) + "\n").collect(Collectors.joining());
    }

    private static String meaning(ErrorCode code) {
        return "`" + code.code() + "` " + code + ": " + code.message() + ".";
    }

    private static Content content(List<ErrorCode> codes) {
        var media = OASFactory.createMediaType().schema(schema(codes));
        codes.forEach(code -> addExample(media, code));
        return OASFactory.createContent().addMediaType("application/json", media);
    }

    private static void addExample(MediaType media, ErrorCode code) {
        media.addExample(code.name(), OASFactory.createExample().ref(code.name()));
    }

    /** Only these codes. */
    private static Schema schema(List<ErrorCode> codes) {
        var errorCode = OASFactory.createSchema()
                .enumeration(codes.stream().<Object>map(ErrorCode::code).toList());
        var errorData = OASFactory.createSchema().properties(Map.of("errorCode", errorCode));
        return OASFactory.createSchema()
                .addAllOf(OASFactory.createSchema().ref(ErrorSchemas.ERROR_RESPONSE))
                .addAllOf(OASFactory.createSchema().properties(Map.of("errorData", errorData)));
    }
}
