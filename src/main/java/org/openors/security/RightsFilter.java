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
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.identity.Identifier;
import org.openors.identity.PathIdentifiers;
import org.openors.identity.StudyMode;
import org.openors.settings.Settings;

/**
 * Lets a request reach its resource method only if the caller is authenticated and has the right that the method names. A
 * method that names no right is closed. Only {@code @PermitAll} opens a method.
 */
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
     * Whether a right without a study and mode grants nothing. The default is false.
     *
     * @throws org.openors.settings.BadSetting if {@code ORS_SECURITY_SCOPED_RIGHTS_ONLY} is neither true nor false
     */
    public static boolean scopedRightsOnly() {
        return Settings.flag("ORS_SECURITY_SCOPED_RIGHTS_ONLY", false);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var method = resource.getResourceMethod();
        if (method.isAnnotationPresent(PermitAll.class)) {
            return;
        }
        if (!caller.isAuthenticated()) {
            throw new Refusal(ErrorCode.UNAUTHENTICATED);
        }
        if (isAnsweredByJaxRs(request)) {
            return;
        }
        caller.hold(new StudyRights(caller.groups(), scopedOnly));
        if (method.isAnnotationPresent(RequiresAnyRight.class)) {
            useAnyRight();
        } else if (method.isAnnotationPresent(RequiresRight.class)) {
            useRight(method.getAnnotation(RequiresRight.class), request);
        } else {
            throw new Refusal(ErrorCode.RIGHT_MISSING);
        }
    }

    private void useAnyRight() {
        var group = caller.rights().any().orElseThrow(() -> new Refusal(ErrorCode.RIGHT_MISSING));
        caller.useRight(group, SiteScope.ALL);
    }

    private void useRight(RequiresRight required, ContainerRequestContext request) {
        var right = required.value();
        if (required.ofTheService()) {
            caller.useRight(
                    caller.rights()
                            .grantingOfTheService(right)
                            .orElseThrow(() -> missing(right.wireNameOfTheService(), "")),
                    SiteScope.ALL);
        } else {
            useRightInStudy(required, request);
        }
    }

    private void useRightInStudy(RequiresRight required, ContainerRequestContext request) {
        var named = PathIdentifiers.of(request.getUriInfo().getPathParameters()::getFirst);
        var mode = named.mode().orElseThrow(() -> Refusal.invalid("mode", "must be test, active or training"));
        var study = new StudyMode(named.studyId(), mode);
        var everywhere = caller.rights().granting(required.value(), study);
        var sites = everywhere.isPresent() || !required.ofSites()
                ? SiteScope.ALL
                : caller.rights().grantingAtSites(required.value(), study);
        var group = everywhere
                .or(sites::anyGroup)
                .orElseThrow(() -> missing(required.value().wireName(), where(study)));
        caller.useRight(group, sites);
    }

    /** JAX-RS itself answers which methods a path has (Jakarta REST, section 3.3.5). */
    private static boolean isAnsweredByJaxRs(ContainerRequestContext request) {
        return request.getMethod().equals(HttpMethod.OPTIONS);
    }

    private static Refusal missing(String right, String where) {
        return new Refusal(ErrorCode.RIGHT_MISSING, "The right " + right + " is missing" + where);
    }

    private static String where(StudyMode study) {
        var name = study.studyId().equals(Identifier.UNKNOWN) ? "of the path" : Identifier.format(study.studyId());
        return " in study " + name + ", mode " + study.mode();
    }
}
