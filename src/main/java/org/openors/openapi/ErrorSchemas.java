package org.openors.openapi;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.openors.error.ErrorCode;

/** The body of every error, as {@code ErrorAnswer} writes it, and one example of it for each code. */
final class ErrorSchemas {

    static final String ERROR_RESPONSE = "ErrorResponse";
    static final String IDENTIFIER = "Identifier";
    private static final String ERROR_DATA = "ErrorResponseData";
    private static final String DETAILS = "ErrorDetails";
    private static final String PROBLEM = "BodyProblem";
    private static final String REFERENCE = "4F1C0E3B9D7A45C8A2B6F0E1D3C5B7A9";

    private ErrorSchemas() {}

    static void addTo(Components components) {
        components
                .addSchema(IDENTIFIER, identifier())
                .addSchema(ERROR_RESPONSE, response())
                .addSchema(ERROR_DATA, data())
                .addSchema(DETAILS, details())
                .addSchema(PROBLEM, problem());
        for (var code : ErrorCode.values()) {
            components.addExample(
                    code.name(),
                    OASFactory.createExample().summary(code.message()).value(example(code)));
        }
    }

    private static Schema identifier() {
        return text("A UUID as the service writes it, 32 upper-case hex characters.")
                .pattern("^[0-9A-F]{32}$")
                .example("B1B8327AFAA6412287106192AB5984EF");
    }

    private static Schema response() {
        return object("The `ORSResponse` of an error.", List.of("status", "version", "errorData"))
                .addProperty("status", text(null).addEnumeration("Error"))
                .addProperty("version", integer("The version of this format.").addEnumeration(1))
                .addProperty("errorData", reference(ERROR_DATA));
    }

    private static Schema data() {
        return object("What went wrong.", List.of("errorCode", "errorMessage", "details"))
                .addProperty("errorCode", text("The published code.").enumeration(codes()))
                .addProperty(
                        "errorMessage",
                        text("The same for people. It never repeats a value that was sent.")
                                .minLength(1))
                .addProperty("details", reference(DETAILS));
    }

    private static Schema details() {
        return object("Where and why.", List.of("reason", "reference"))
                .addProperty("reason", text("The code as a word.").enumeration(reasons()))
                .addProperty(
                        "connector",
                        text("What a remote connector said: `NOT_FOUND`, where it does not know the device."))
                .addProperty("parameter", text("The parameter or member that is to blame, where there is one."))
                .addProperty("problems", problems())
                .addProperty(
                        "hint",
                        text("More, for a caller who proved to hold the right pair.")
                                .addEnumeration("EXPIRED"))
                .addProperty(
                        "issuedBy", text("Of `ORS_412_01`: the `sub` of the token that asked for the pair of now."))
                .addProperty("issuedAt", text("Of `ORS_412_01`: when that was.").format("date-time"))
                .addProperty("reference", reference(IDENTIFIER));
    }

    private static Schema problems() {
        return OASFactory.createSchema()
                .type(SchemaType.ARRAY)
                .description("What is wrong in a body, the first 100.")
                .items(reference(PROBLEM))
                .minItems(1)
                .maxItems(100);
    }

    private static Schema problem() {
        return object("One place in a body.", List.of("path", "message"))
                .addProperty("path", text("JSON Pointer (RFC 6901).").example("/dispensations/1/subjectId"))
                .addProperty("message", text(null).example("is not known"));
    }

    private static Map<String, Object> example(ErrorCode code) {
        var details = ordered("reason", code.name(), "reference", REFERENCE);
        var data = ordered("errorCode", code.code(), "errorMessage", code.message());
        data.put("details", details);
        var response = ordered("status", "Error", "version", 1);
        response.put("errorData", data);
        return response;
    }

    private static Map<String, Object> ordered(String name1, Object value1, String name2, Object value2) {
        var map = new LinkedHashMap<String, Object>();
        map.put(name1, value1);
        map.put(name2, value2);
        return map;
    }

    private static List<Object> codes() {
        return Arrays.stream(ErrorCode.values()).<Object>map(ErrorCode::code).toList();
    }

    private static List<Object> reasons() {
        return Arrays.stream(ErrorCode.values()).<Object>map(ErrorCode::name).toList();
    }

    private static Schema object(String description, List<String> required) {
        return OASFactory.createSchema()
                .type(SchemaType.OBJECT)
                .description(description)
                .required(required)
                .additionalPropertiesBoolean(false);
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().type(SchemaType.STRING).description(description);
    }

    private static Schema integer(String description) {
        return OASFactory.createSchema()
                .type(SchemaType.INTEGER)
                .format("int32")
                .description(description);
    }

    private static Schema reference(String name) {
        return OASFactory.createSchema().ref(name);
    }
}
