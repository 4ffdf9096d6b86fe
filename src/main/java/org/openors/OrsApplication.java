package org.openors;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.servers.Server;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The API below {@code /ec-ors-svc/rest}. */
@ApplicationPath("rest")
@OpenAPIDefinition(
        info =
                @Info(
                        title = "ec-ors-svc",
                        version = "1.0",
                        license = @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0"),
                        description = """
            Gives the device of a trial's subject a fresh **access ID** and **one-time password** (OTP), and keeps what belongs to that:
            studies, subjects, kits, registrations and the phone's first connection. For every operation:

            - **Identifiers** (`studyId`, `subjectId`, `inventoryId`) are UUIDs, with or without dashes, in any case. Answers have 32
              upper-case hex characters; only the phone's `iotDeviceId` has dashes and lower case. In a path, a value that is not a UUID is
              an unknown identifier (`ORS_404_01`, `ORS_400_02`, `ORS_400_03`).
            - **Modes** are separate: nothing done in `test` or `training` changes anything in `active`.
            - **Rights** are in the token's `groups` claim. `DeviceActionsPost` grants the right in every study and mode;
              `DeviceActionsPost@{studyId}/{mode}` grants it there only. The mode may be `*`, the study may not. `DeviceActionsPost@{studyId}/{mode}/{siteId}`
              (site id percent-encoded) grants it for the subjects of that site: to such a caller all others are unknown. The other rights
              have the
              same form. An operator can refuse the form without a study. `AuditGet@service` alone grants the service's own audit trail.
            - **Order of refusal**: 401, an unknown mode (400), 403, the rest of the syntax (400), the study (404), the subject (400), the
              device (400), the operation's own rules, the study's settings (500). Without the right the answer is 403 whether or not
              the study exists. Within one status, codes are listed in the order of the checks.
            - **Errors** have one form, an `ORSResponse` with `errorData`. An `errorCode` never changes its meaning; `details.reason` says
              the same as a word. `details.reference` is also in `X-Request-Id`, in the log line and in the audit record. No error repeats
              a value that was sent.
            - **Every request** needs a token, also one for an unknown path (404 `ORS_404_02`) or with another method (405 `ORS_405_01`).
              The only exception is `POST /mhealth/api/deviceBootstrap`. `HEAD` is answered as `GET`, without the body, and `OPTIONS`
              with the methods in `Allow`.
            - **Limits**: above a number of requests a minute the answer is 429 `ORS_429_01`, which changes nothing. `RateLimit` names the
              limit, `Retry-After` says when to ask again. By default, on each node: 300 a minute of one address without a good token or
              to `deviceBootstrap`, 60 to one access ID, 6,000 of one caller.
            - **Answers** are in UTF-8, whatever parameters `Accept` has. If none of the accepted types can be produced (406), nothing is
              changed. The HTTP layer refuses a URL above 8 KiB (414), a token above 24 KiB (431), an unknown expectation (417), and an
              unknown transfer coding (501).
            - **Bodies** are strict JSON (RFC 8259, UTF-8): no duplicate or unknown names, nothing after the end, no value of another
              type, at most 8 KiB (study data: 64 MiB, unless the operator set another limit).
            """),
        servers = @Server(url = "/ec-ors-svc/rest", description = "This server"),
        security = @SecurityRequirement(name = "bearerToken"),
        tags = {
            @Tag(name = "Access code", description = "Recreating a pair, and checking whether that would succeed."),
            @Tag(name = "Devices", description = "Registering, deregistering and listing devices."),
            @Tag(
                    name = "Look-ups",
                    description = "What the caller may see: studies, subjects and devices that need attention."),
            @Tag(name = "Subjects", description = "The subject's id in mHealth."),
            @Tag(name = "Study data", description = "Importing studies, subjects, kits and dispensations."),
            @Tag(name = "Audit trail", description = "Who did what to whose device, when and why."),
            @Tag(name = "Phone", description = "What the device itself calls: the built-in mHealth connector.")
        },
        components =
                @Components(
                        parameters = {
                            @Parameter(
                                    name = "studyId",
                                    in = ParameterIn.PATH,
                                    required = true,
                                    description = "The study.",
                                    schema = @Schema(ref = "IdentifierAsSent"),
                                    example = "C56A4180AA0A4C5B9F4B2E8D7A1F3C6E"),
                            @Parameter(
                                    name = "mode",
                                    in = ParameterIn.PATH,
                                    required = true,
                                    description = "The mode, exactly as spelt here.",
                                    schema = @Schema(ref = "Mode"),
                                    example = "test"),
                            @Parameter(
                                    name = "subjectId",
                                    in = ParameterIn.PATH,
                                    required = true,
                                    description = "The subject.",
                                    schema = @Schema(ref = "IdentifierAsSent"),
                                    example = "D0A1B2C3D4E5F67890123456789ABCDE"),
                            @Parameter(
                                    name = "inventoryId",
                                    in = ParameterIn.PATH,
                                    required = true,
                                    description = "The inventory item: the device in stock and dispensing.",
                                    schema = @Schema(ref = "IdentifierAsSent"),
                                    example = "B1B8327AFAA6412287106192AB5984EF"),
                            @Parameter(
                                    name = "mSubjectId",
                                    in = ParameterIn.QUERY,
                                    required = true,
                                    description =
                                            "The subject's id in mHealth: the one stored for the subject, given once.",
                                    schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 100),
                                    example = "MSUBJECT-001"),
                            @Parameter(
                                    name = "siteId",
                                    in = ParameterIn.QUERY,
                                    description = "Only subjects of this site.",
                                    schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 100),
                                    example = "siteA"),
                            @Parameter(
                                    name = "limit",
                                    in = ParameterIn.QUERY,
                                    description = "How many entries the page has at most.",
                                    schema =
                                            @Schema(
                                                    type = SchemaType.INTEGER,
                                                    minimum = "1",
                                                    maximum = "200",
                                                    defaultValue = "50")),
                            @Parameter(
                                    name = "after",
                                    in = ParameterIn.QUERY,
                                    description = "The `next` of an earlier page, with the same other parameters.",
                                    schema = @Schema(type = SchemaType.STRING)),
                            @Parameter(
                                    name = "X-Change-Reason",
                                    in = ParameterIn.HEADER,
                                    description = """
                                    Why, in the caller's own words, for the audit record: 1 to 255 printable characters, in ASCII, or as
                                    `UTF-8''` and percent-encoded UTF-8 (RFC 8187). Given at most once. The study may demand it
                                    in this mode (`deviceService.changeReasonRequired`).
                                    """,
                                    schema = @Schema(type = SchemaType.STRING, minLength = 1)),
                            @Parameter(
                                    name = "If-Match",
                                    in = ParameterIn.HEADER,
                                    description = """
                                    The `ETag` of an answer with a pair, or the `etag` of the device in the list, or several (RFC 9110,
                                    section 13.1.1). Without it, or as `*`, the state of the device does not matter.
                                    """,
                                    schema = @Schema(type = SchemaType.STRING, minLength = 1))
                        }))
public class OrsApplication extends Application {

    /** Names that other JAX-RS implementations ignore: an error without a body still reaches a mapper; no WADL. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of(
                "jersey.config.server.response.setStatusOverSendError", true,
                "jersey.config.server.wadl.disableWadl", true);
    }
}
