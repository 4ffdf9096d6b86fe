package org.openors.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.openapi.api.SmallRyeOpenAPI;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;
import org.openors.error.ErrorCode;
import org.openors.it.OpenApi;
import org.openors.security.RequiresRight;
import org.openors.security.Right;
import tools.jackson.databind.JsonNode;

/** What is added to the operations of a few small resources, as the build does it. */
class RegularPartsTest {

    private static final String BASE = "/v1.0/studies/{studyId}/{mode}/things";
    private static final Config NO_SETTINGS = (Config) Proxy.newProxyInstance(
            Config.class.getClassLoader(),
            new Class<?>[] {Config.class},
            (any, method, arguments) -> method.getReturnType() == Optional.class ? Optional.empty() : List.of());

    record Thing(
            @Schema(nullable = true, implementation = String.class, enumeration = "A")
            String kind) {}

    @Path("v1.0/studies/{studyId}/{mode}/things")
    @Produces("application/json")
    static class ThingResource {

        @PUT
        @RequiresRight(Right.DEVICE_ACTIONS_POST)
        @Refuses({ErrorCode.INVALID_DEVICE_ID, ErrorCode.INVALID_SUBJECT_ID, ErrorCode.MHEALTH_SETTINGS_NOT_FOUND})
        @Operation(operationId = "put", description = "Puts it.\n")
        @APIResponse(responseCode = "200", description = "It is there.")
        public Response put(@PathParam("studyId") UUID studyId) {
            return null;
        }

        @POST
        @Consumes("application/json")
        @RequiresRight(Right.STUDY_DATA_PUT)
        @RequestBody(content = @Content(schema = @Schema(implementation = Thing.class)))
        public Response post(
                @QueryParam("dry") boolean dry,
                @PathParam("mode") String mode,
                @PathParam("studyId") UUID studyId,
                InputStream body) {
            return null;
        }

        @GET
        @RequiresRight(Right.AUDIT_GET)
        @Refuses(never = ErrorCode.INVALID_STUDY_ID_OR_VERSION)
        public Response get() {
            return null;
        }

        @GET
        @Produces("text/csv")
        @RequiresRight(Right.AUDIT_GET)
        @Operation(hidden = true)
        public Response file() {
            return null;
        }
    }

    @Path("phone")
    @Produces("application/json")
    static class PhoneResource {

        @POST
        @Path("/boot")
        @PermitAll
        @Refuses({ErrorCode.INVALID_ACCESS_ID_OR_OTP, ErrorCode.DEVICE_ALREADY_BOOTSTRAPPED})
        @SecurityRequirement(name = "pair")
        public Response boot() {
            return null;
        }
    }

    @Path("v1.0/two")
    static class TwoShownResource {

        @GET
        @Produces("text/plain")
        public Response one() {
            return null;
        }

        @GET
        @Produces("text/csv")
        public Response other() {
            return null;
        }
    }

    @Path("v1.0/two")
    static class TwoRightsResource {

        @GET
        @Produces("text/plain")
        @RequiresRight(Right.AUDIT_GET)
        public Response one() {
            return null;
        }

        @GET
        @Produces("text/csv")
        @Operation(hidden = true)
        @RequiresRight(Right.DEVICE_ACTIONS_GET)
        public Response other() {
            return null;
        }
    }

    @Path("v1.0/studies/{studyId}")
    static class TellsTooMuchResource {

        @GET
        @Refuses(ErrorCode.INVALID_STUDY_ID_OR_VERSION)
        public Response get() {
            return null;
        }
    }

    private final JsonNode document =
            new OpenApi(made(ThingResource.class, Thing.class, PhoneResource.class)).document();

    @Test
    void theRightIsThatOfTheMethod() {
        assertThat(operation(BASE, "put").path("description").asString())
                .isEqualTo("Puts it.\n\nRight: `DeviceActionsPost`.");
        assertThat(operation(BASE, "post").path("description").asString()).isEqualTo("Right: `StudyDataPut`.");
        assertThat(operation("/phone/boot", "post").has("description")).isFalse();
    }

    @Test
    void theRefusalsAreThoseThatFollowAndTheMethodsOwn() {
        assertThat(refusals(BASE, "put")).isEqualTo("""
                        400 ORS_400_01, ORS_400_03, ORS_400_02
                        401 ORS_401_01
                        403 ORS_403_01
                        404 ORS_404_01
                        406 ORS_406_01
                        413 ORS_413_01
                        414 ORS_414_01
                        417 ORS_417_01
                        429 ORS_429_01
                        431 ORS_431_01
                        500 ORS_500_01, ORS_500_02
                        501 ORS_501_01
                        503 ORS_503_02
                        """);
    }

    @Test
    void onlyABodyCanBeOfTheWrongMediaType() {
        assertThat(refusals(BASE, "post")).contains("415 ORS_415_01");
        assertThat(refusals(BASE, "put")).doesNotContain("415");
    }

    @Test
    void whatFollowsCanBeExcluded() {
        assertThat(refusals(BASE, "get")).contains("403 ORS_403_01").doesNotContain("404");
    }

    @Test
    void anObjectIsClosedAndItsEnumerationsHaveNullWhereItIsAllowed() {
        var thing = document.at("/components/schemas/Thing");
        assertThat(thing.path("additionalProperties").toString()).isEqualTo("false");
        assertThat(thing.at("/properties/kind/enum").toString()).isEqualTo("[\"A\",null]");
    }

    @Test
    void theParametersOfThePathComeFirst() {
        assertThat(operation(BASE, "post").path("parameters"))
                .extracting(parameter -> parameter.path("name").asString())
                .containsExactly("studyId", "mode", "dry");
    }

    @Test
    void aPhoneNeedsNoRight() {
        assertThat(refusals("/phone/boot", "post"))
                .contains("400 ORS_400_01, ORS_400_13\n401 ORS_401_01, ORS_401_02\n")
                .doesNotContain("403", "404");
    }

    @Test
    void aRefusalTellsItsCodesInWordsInTheSchemaAndByExamples() {
        var response = response(BASE, "put", "400");
        assertThat(response.path("description").asString()).isEqualTo("""
                        - `ORS_400_01` INVALID_REQUEST: The request is invalid.
                        - `ORS_400_03` INVALID_DEVICE_ID: Invalid device ID.
                        - `ORS_400_02` INVALID_SUBJECT_ID: Invalid subject ID.
                        """);
        assertThat(response.at("/content/application~1json/examples").propertyNames())
                .containsExactly("INVALID_REQUEST", "INVALID_DEVICE_ID", "INVALID_SUBJECT_ID");
    }

    @Test
    void eachCodeHasAnExampleThatIsOfItsSchema() {
        var api = new OpenApi(made(ThingResource.class));
        assertThat(api.document().at("/components/examples").propertyNames())
                .containsExactlyElementsOf(
                        Arrays.stream(ErrorCode.values()).map(ErrorCode::name).toList());
        assertThat(api.document().at("/components/examples"))
                .allSatisfy(example -> assertThat(api.problems(
                                "/components/schemas/ErrorResponse",
                                example.path("value").toString()))
                        .isEmpty());
    }

    @Test
    void everyAnswerNamesItsRequest() {
        assertThat(operation(BASE, "put").path("responses").propertyNames())
                .allSatisfy(status -> assertThat(
                                response(BASE, "put", status).path("headers").propertyNames())
                        .contains("X-Request-Id"));
    }

    @Test
    void headersFollowFromTheStatus() {
        assertThat(response(BASE, "put", "400").path("headers").propertyNames())
                .containsExactlyInAnyOrder("X-Request-Id", "Cache-Control");
        assertThat(response(BASE, "put", "503").path("headers").has("Retry-After"))
                .isTrue();
        assertThat(response(BASE, "put", "401")
                        .at("/headers/WWW-Authenticate/schema/enum")
                        .toString())
                .isEqualTo("[\"Bearer realm=\\\"ORS\\\"\",\"Bearer realm=\\\"ORS\\\", error=\\\"invalid_token\\\"\"]");
        assertThat(response("/phone/boot", "post", "401").at("/headers/WWW-Authenticate/schema/enum"))
                .hasSize(3);
    }

    @Test
    void theRightsStandInTheTokensDescription() {
        assertThat(Right.values())
                .allSatisfy(right -> assertThat(document.at("/components/securitySchemes/bearerToken/description")
                                .asString())
                        .contains("`" + right.wireName() + "`"));
    }

    @Test
    void refusesResourcesThatContradictThemselves() {
        assertThatThrownBy(() -> made(TwoShownResource.class)).hasStackTraceContaining("exactly one must be hidden");
        assertThatThrownBy(() -> made(TwoRightsResource.class)).hasStackTraceContaining("need different rights");
        assertThatThrownBy(() -> made(TellsTooMuchResource.class))
                .hasStackTraceContaining("INVALID_STUDY_ID_OR_VERSION follows, it need not be told");
    }

    @Test
    void refusesAnOperationWithoutAMethod() {
        assertThatThrownBy(() -> new ResourceMethods(List.of()).of("GET", "/v1.0/nothing"))
                .hasMessage("no resource method for GET /v1.0/nothing");
    }

    private static String made(Class<?>... resources) {
        try {
            return SmallRyeOpenAPI.builder()
                    .withConfig(NO_SETTINGS)
                    .withIndex(Index.of(resources))
                    .enableStandardStaticFiles(false)
                    .addFilter(new RegularParts(new ResourceMethods(List.of(resources))))
                    .build()
                    .toYAML();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private JsonNode operation(String path, String method) {
        return document.path("paths").path(path).path(method);
    }

    private JsonNode response(String path, String method, String status) {
        var response = operation(path, method).path("responses").path(status);
        return response.has("$ref")
                ? document.at(response.path("$ref").asString().substring(1))
                : response;
    }

    /** A line for each status from 400 on. */
    private String refusals(String path, String method) {
        return operation(path, method).path("responses").propertyNames().stream()
                .filter(status -> status.compareTo("400") >= 0)
                .map(status -> status + " " + codes(response(path, method, status)) + "\n")
                .collect(Collectors.joining());
    }

    private static String codes(JsonNode response) {
        var codes =
                response.at("/content/application~1json/schema/allOf/1/properties/errorData/properties/errorCode/enum");
        return StreamSupport.stream(codes.spliterator(), false)
                .map(JsonNode::asString)
                .collect(Collectors.joining(", "));
    }
}
