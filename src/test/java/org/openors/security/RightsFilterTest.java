package org.openors.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.openors.Fake.fake;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.settings.GivenSettings;

/** What the filter decides, whatever the server. */
class RightsFilterTest {

    private static final String STUDY = "B1B8327AFAA6412287106192AB5984EF";

    private final RightsFilter filter = new RightsFilter();
    private String study = STUDY;
    private String message;

    @PermitAll
    public void open() {}

    @RequiresRight(Right.AUDIT_GET)
    public void guarded() {}

    @RequiresRight(value = Right.AUDIT_GET, ofTheService = true)
    public void ofTheService() {}

    @RequiresRight(value = Right.AUDIT_GET, ofSites = true)
    public void ofSites() {}

    @RequiresAnyRight
    public void ofAnyRight() {}

    public void forgotten() {}

    @Test
    void aMethodOpenToAllNeedsNoRight() {
        assertThat(refusal("open", "nonsense", Set.of())).isNull();
    }

    @Test
    void optionsNeedNoRight() {
        assertThat(refusal("OPTIONS", "forgotten", "active", Set.of())).isNull();
    }

    @Test
    void aMethodThatNamesNoRightIsClosed() {
        assertThat(refusal("forgotten", "active", Set.of("AuditGet"))).isEqualTo(ErrorCode.RIGHT_MISSING);
    }

    @Test
    void aMethodThatNamesARightIsOpenToWhoHasIt() {
        assertThat(refusal("guarded", "active", Set.of("x", "AuditGet"))).isNull();
        assertThat(filter.caller.right()).contains("AuditGet");
    }

    @Test
    void aMethodOfTheServiceIsOpenOnlyToWhoHasTheRightForTheService() {
        assertThat(refusal("ofTheService", "active", Set.of("AuditGet"))).isEqualTo(ErrorCode.RIGHT_MISSING);
        assertThat(refusal("ofTheService", "active", Set.of("AuditGet@" + STUDY + "/*")))
                .isEqualTo(ErrorCode.RIGHT_MISSING);
        assertThat(refusal("ofTheService", "active", Set.of("AuditGet@service")))
                .isNull();
        assertThat(filter.caller.right()).contains("AuditGet@service");
        assertThat(refusal("guarded", "active", Set.of("AuditGet@service"))).isEqualTo(ErrorCode.RIGHT_MISSING);
    }

    @Test
    void aMethodOfSitesIsOpenToWhoHasTheRightAtASite() {
        var group = "AuditGet@" + STUDY + "/active/101";
        assertThat(refusal("guarded", "active", Set.of(group))).isEqualTo(ErrorCode.RIGHT_MISSING);
        assertThat(refusal("ofSites", "test", Set.of(group))).isEqualTo(ErrorCode.RIGHT_MISSING);
        assertThat(refusal("ofSites", "active", Set.of(group))).isNull();
        assertThat(filter.caller.right()).contains(group);
        assertThat(filter.caller.sites().within(null)).contains(Set.of("101"));
        assertThat(refusal("ofSites", "active", Set.of(group, "AuditGet@" + STUDY + "/active")))
                .isNull();
        assertThat(filter.caller.right()).contains("AuditGet@" + STUDY + "/active");
        assertThat(filter.caller.sites()).isSameAs(SiteScope.ALL);
    }

    @Test
    void aMethodOfAnyRightIsOpenToWhoHasOneAnywhere() {
        var group = "AuditGet@" + STUDY + "/test/101";
        assertThat(refusal("ofAnyRight", "active", Set.of(group))).isNull();
        assertThat(filter.caller.right()).contains(group);
        assertThat(filter.caller.rights()).isNotNull();
        assertThat(refusal("ofAnyRight", "active", Set.of("x", "AuditGet@service")))
                .isEqualTo(ErrorCode.RIGHT_MISSING);
    }

    @Test
    void theRefusalNamesTheRightAndWhere() {
        refusal("ofTheService", "active", Set.of());
        assertThat(message).isEqualTo("The right AuditGet@service is missing");
        refusal("ofAnyRight", "active", Set.of());
        assertThat(message).isEqualTo("A right is missing");
        refusal("guarded", "active", Set.of());
        assertThat(message).isEqualTo("The right AuditGet is missing in study " + STUDY + ", mode active");
        study = "no-uuid";
        refusal("guarded", "active", Set.of());
        assertThat(message).isEqualTo("The right AuditGet is missing in study of the path, mode active");
    }

    @Test
    void whoHasNoGroupsOrOthersIsRefused() {
        assertThat(refusal("guarded", "active", Set.of())).isEqualTo(ErrorCode.RIGHT_MISSING);
        assertThat(refusal("guarded", "active", Set.of("StudyDataPut"))).isEqualTo(ErrorCode.RIGHT_MISSING);
    }

    @Test
    void anUnknownModeGoesBeforeAMissingRight() {
        assertThat(refusal("guarded", "actived", Set.of())).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void anUnscopedRightCanBeSwitchedOff() {
        GivenSettings.are(Map.of("ORS_SECURITY_SCOPED_RIGHTS_ONLY", "true"));
        filter.configure();
        assertThat(refusal("guarded", "active", Set.of("AuditGet"))).isEqualTo(ErrorCode.RIGHT_MISSING);
        assertThat(refusal("guarded", "active", Set.of("AuditGet@" + STUDY + "/*")))
                .isNull();
    }

    @Test
    void aCallerWhoIsNotAuthenticatedIsRefused() {
        filter.caller = new Caller();
        assertThat(refusalOf("GET", "guarded", "active")).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(refusalOf("GET", "forgotten", "active")).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(refusalOf("OPTIONS", "forgotten", "active")).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(refusalOf("POST", "open", "active")).isNull();
    }

    /** The code that refuses a caller with these groups; null if the request reaches its method. */
    private ErrorCode refusal(String method, String mode, Set<String> groups) {
        return refusal("GET", method, mode, groups);
    }

    private ErrorCode refusal(String httpMethod, String method, String mode, Set<String> groups) {
        filter.caller = new Caller();
        filter.caller.authenticate("issuer", "nurse-17", null, groups);
        return refusalOf(httpMethod, method, mode);
    }

    private ErrorCode refusalOf(String httpMethod, String method, String mode) {
        var path = new MultivaluedHashMap<>(Map.of("studyId", study, "mode", mode));
        var uri = fake(UriInfo.class, (any, called, arguments) -> path);
        filter.resource =
                fake(ResourceInfo.class, (any, called, arguments) -> RightsFilterTest.class.getMethod(method));
        var refusal = catchThrowableOfType(
                Refusal.class,
                () -> filter.filter(fake(
                        ContainerRequestContext.class,
                        (any, called, arguments) -> called.getName().equals("getUriInfo") ? uri : httpMethod)));
        message = refusal == null ? null : refusal.getMessage();
        return refusal == null ? null : refusal.code();
    }
}
