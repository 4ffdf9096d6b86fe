package org.openors.security;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.identity.Identifier;
import org.openors.identity.Mode;
import org.openors.settings.Settings;

/** Lets a request through to its method only with the right that the method names; a method that names none is closed. */
@Provider
@Priority(Priorities.AUTHORIZATION)
@ApplicationScoped
public class RightsFilter implements ContainerRequestFilter {

    @Context
    ResourceInfo resource;

    @Inject
    Caller caller;

    private boolean scopedOnly;

    @PostConstruct
    void configure() {
        scopedOnly = scopedRightsOnly();
    }

    /**
     * Whether a right without a study and mode grants nothing; false if not set.
     *
     * @throws org.openors.settings.BadSetting if {@code ORS_SECURITY_SCOPED_RIGHTS_ONLY} can't be used
     */
    public static boolean scopedRightsOnly() {
        return Settings.flag("ORS_SECURITY_SCOPED_RIGHTS_ONLY", false);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var method = resource.getResourceMethod();
        if (method.isAnnotationPresent(PermitAll.class) || isAnsweredByThePlatform(request)) {
            return;
        }
        if (!method.isAnnotationPresent(RequiresRight.class)) {
            throw new Refusal(ErrorCode.RIGHT_MISSING);
        }
        var path = request.getUriInfo().getPathParameters();
        var mode = Mode.parse(path.getFirst("mode"))
                .orElseThrow(() -> Refusal.invalid("mode", "must be test, active or training"));
        var right = method.getAnnotation(RequiresRight.class).value();
        var studyId = Identifier.parse(path.getFirst("studyId"));
        var token = (JsonWebToken) request.getSecurityContext().getUserPrincipal();
        var groups = Optional.ofNullable(token.getGroups()).orElse(Set.of());
        caller.uses(new StudyRights(groups, scopedOnly)
                .granting(right, studyId, mode)
                .orElseThrow(() -> missing(right, studyId, mode)));
    }

    /** JAX-RS itself says which methods a path has (Jakarta REST, section 3.3.5). */
    private static boolean isAnsweredByThePlatform(ContainerRequestContext request) {
        return request.getMethod().equals(HttpMethod.OPTIONS);
    }

    private static Refusal missing(Right right, Optional<UUID> studyId, Mode mode) {
        var study = studyId.map(Identifier::format).orElse("of the path");
        return new Refusal(
                ErrorCode.RIGHT_MISSING,
                "The right " + right.wireName() + " is missing in study " + study + ", mode " + mode);
    }
}
