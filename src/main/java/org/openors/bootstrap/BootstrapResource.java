package org.openors.bootstrap;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.openors.audit.AuditAction;
import org.openors.audit.Audited;
import org.openors.credential.Crockford;
import org.openors.credential.PairGenerator;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.openapi.Refuses;

/** {@code POST /mhealth/api/deviceBootstrap}: the contract's section 7. Open to all: the pair itself is checked. */
@Path("mhealth/api/deviceBootstrap")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class BootstrapResource {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String PRACTICE = "X-Practice-Phone";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{16,64}");

    @Inject
    DeviceBootstrap bootstrap;

    @POST
    @Tag(name = "Phone")
    @SecurityRequirement(name = "pair")
    @Operation(operationId = "bootstrapDevice", summary = "Bootstrap a device with its pair", description = """
                    Called by the phone, once, with the access ID as user and the OTP as password. There is no request body.

                    - A pair works once and for 24 hours at most; 10 wrong OTPs kill it. Then only a recreation helps. (An operator can set
                      a shorter life and another number of attempts.)
                    - Case, spaces and hyphens do not matter; `O` counts as `0`, `I` and `L` as `1`.
                    - Of any number of simultaneous right attempts exactly one gets 200.
                    - A phone that lost the answer may ask again within 120 s with the same `Idempotency-Key`. It gets 200 with a new
                      `iotSharedSecret`, which replaces the first.
                    - A failed answer (5xx) costs a right pair no attempt.
                    - Whatever is wrong with a pair, the answer is the same 401. Only who holds the right pair is told that it has expired,
                      by `details.hint`.
                    """)
    @Parameter(name = HttpHeaders.AUTHORIZATION, in = ParameterIn.HEADER, hidden = true)
    @Parameter(
            name = IDEMPOTENCY_KEY,
            in = ParameterIn.HEADER,
            description = """
                    A secret of the phone's own, chosen before its first attempt. Lets this phone, and no other caller, ask again
                    when the answer was lost.
                    """,
            schema = @Schema(type = SchemaType.STRING, pattern = "^[!-~]{16,64}$"),
            example = "f3c09a5e7b1d4826")
    @Parameter(
            name = PRACTICE,
            in = ParameterIn.HEADER,
            description =
                    "Given, with any value, by a practice phone: a pair of the mode `active` is refused as a wrong one, and kept.",
            schema = @Schema(type = SchemaType.STRING, minLength = 1),
            example = "true")
    @APIResponse(
            responseCode = "200",
            description = "The device is bootstrapped. The secret is given once and never again.",
            headers = @Header(name = "Cache-Control", ref = "Cache-Control"),
            content = @Content(schema = @Schema(implementation = DeviceConnectionParams.class)))
    @Refuses({ErrorCode.INVALID_ACCESS_ID_OR_OTP, ErrorCode.DEVICE_ALREADY_BOOTSTRAPPED})
    @PermitAll
    @Audited(AuditAction.BOOTSTRAP_DEVICE)
    @RefusedInEvenTime
    @InRedemptionTurn
    public Response bootstrap(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(IDEMPOTENCY_KEY) String idempotencyKey,
            @HeaderParam(PRACTICE) String practice) {
        var basic = BasicCredentials.parse(authorization).orElseThrow(DeviceBootstrap::refusal);
        var accessId = Crockford.canonical(basic.userId(), PairGenerator.ACCESS_ID_LENGTH)
                .orElseThrow(DeviceBootstrap::refusal);
        requireUsable(idempotencyKey);
        return Response.ok(bootstrap.bootstrap(accessId, basic.password(), idempotencyKey, practice != null))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static void requireUsable(String idempotencyKey) {
        if (idempotencyKey != null && !KEY.matcher(idempotencyKey).matches()) {
            throw new Refusal(
                            ErrorCode.INVALID_REQUEST, IDEMPOTENCY_KEY + " must have 16 to 64 visible ASCII characters")
                    .with("parameter", IDEMPOTENCY_KEY);
        }
    }
}
