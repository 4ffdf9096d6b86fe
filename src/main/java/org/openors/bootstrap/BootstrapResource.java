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
import org.openors.audit.AuditAction;
import org.openors.audit.Audited;
import org.openors.credential.Crockford;
import org.openors.credential.PairGenerator;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.security.Caller;

/** {@code POST /mhealth/api/deviceBootstrap}: the contract's section 7. Open to all: the pair itself is checked. */
@Path("mhealth/api/deviceBootstrap")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class BootstrapResource {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{16,64}");

    @Inject
    DeviceBootstrap bootstrap;

    @Inject
    Caller caller;

    @POST
    @PermitAll
    @Audited(AuditAction.BOOTSTRAP_DEVICE)
    @RefusedInEvenTime
    public Response bootstrap(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(IDEMPOTENCY_KEY) String idempotencyKey) {
        var basic = BasicCredentials.parse(authorization).orElseThrow(DeviceBootstrap::refusal);
        var accessId = Crockford.canonical(basic.userId(), PairGenerator.ACCESS_ID_LENGTH)
                .orElseThrow(DeviceBootstrap::refusal);
        caller.claimAccessId(accessId);
        requireUsable(idempotencyKey);
        return Response.ok(bootstrap.bootstrap(accessId, basic.password(), idempotencyKey))
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
