package org.openors.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.openors.Fake.fake;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.settings.GivenSettings;

/** What becomes of the claims of an accepted token, and what a refused caller is told. */
class AcceptedTokenTest {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_000_000), ZoneOffset.UTC);
    private static final String CLAIMS =
            "{\"iss\":\"issuer\",\"iat\":999999,\"exp\":1000001,\"sub\":\"nurse-17\",\"aud\":\"b\"%s}";

    private final AuthenticationFilter filter = new AuthenticationFilter();
    private final List<TokenFault> noted = new ArrayList<>();
    private int checks;

    @RequiresRight(Right.AUDIT_GET)
    public void guarded() {}

    @Test
    void itsIssuerSubjectAndGroupsAreTheCallers() {
        assertThat(refusal(CLAIMS.formatted(",\"groups\":[\"AuditGet\"]"))).isNull();
        assertThat(filter.caller.isAuthenticated()).isTrue();
        assertThat(filter.caller.issuer()).contains("issuer");
        assertThat(filter.caller.name()).contains("nurse-17");
        assertThat(filter.caller.groups()).containsExactly("AuditGet");
        assertThat(filter.caller.right()).isEmpty();
    }

    @Test
    void withoutGroupsItGrantsNothing() {
        assertThat(refusal(CLAIMS.formatted(""))).isNull();
        assertThat(filter.caller.groups()).isEmpty();
    }

    @Test
    void aTokenThatIsNotAcceptedIsNobodys() {
        assertThat(refusal(CLAIMS.formatted(",\"groups\":\"AuditGet\""))).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(filter.caller.isAuthenticated()).isFalse();
        assertThat(filter.caller.issuer()).isEmpty();
        assertThat(filter.caller.name()).isEmpty();
    }

    @Test
    void itIsCheckedOnceARequest() {
        assertThat(refusal(CLAIMS.formatted(""))).isNull();
        assertThat(filter.tokens.of(filter.servletRequest)).isPresent();
        assertThat(checks).isEqualTo(1);
        assertThat(refusal("{}")).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(filter.tokens.of(filter.servletRequest)).isEmpty();
        assertThat(checks).isEqualTo(2);
        assertThat(noted).containsExactly(TokenFault.CLAIM);
    }

    @Test
    void aPhonesAccessIdIsItsName() {
        var caller = new Caller();
        caller.claimAccessId("ABC123");
        assertThat(caller.name()).contains("ABC123");
        assertThat(caller.isAuthenticated()).isFalse();
    }

    @Test
    void oneOfTheConfiguredAudiencesIsDemanded() {
        var rules = new TokenRules();
        rules.clock = Clock.systemUTC();
        GivenSettings.are(Map.of(
                "MP_JWT_VERIFY_ISSUER",
                "issuer",
                "MP_JWT_VERIFY_AUDIENCES",
                "a, b",
                "ORS_TOKEN_MAX_LIFETIME",
                "P366D"));
        rules.configure();
        assertThat(rules.maxLifetime()).isEqualTo(Duration.ofDays(366));
        long now = Instant.now().getEpochSecond();
        assertThat(accepts(rules, tokenFor("\"b\"", now))).isTrue();
        assertThat(accepts(rules, tokenFor("\"c\"", now))).isFalse();
        assertThat(accepts(rules, tokenFor("[\"c\",\"a\"]", now))).isTrue();
    }

    /** Twelve digits before the point are the most: 1e11 s is the year 5138. */
    @Test
    void aTimeOfTwelveDigitsIsTheLargest() {
        var rules = new TokenRules("issuer", Duration.ofDays(366_000_000), List.of(), CLOCK);
        assertThat(accepts(rules, tokenUntil("999999999999"))).isTrue();
        assertThat(accepts(rules, tokenUntil("1000000000000"))).isFalse();
    }

    @Test
    void aMissingRightIsToldWithTheStudyUnlessThatIsNone() {
        assertThat(messageFor("B1B8327AFAA6412287106192AB5984EF"))
                .isEqualTo("The right AuditGet is missing in study B1B8327AFAA6412287106192AB5984EF, mode active");
        assertThat(messageFor("x")).isEqualTo("The right AuditGet is missing in study of the path, mode active");
    }

    @Test
    void unscopedRightsAreTakenUnlessSwitchedOff() {
        GivenSettings.are(Map.of());
        assertThat(RightsFilter.scopedRightsOnly()).isFalse();
        GivenSettings.are(Map.of("ORS_SECURITY_SCOPED_RIGHTS_ONLY", "true"));
        assertThat(RightsFilter.scopedRightsOnly()).isTrue();
    }

    private static String messageFor(String study) {
        var rights = new RightsFilter();
        rights.caller = new Caller();
        rights.caller.authenticate("issuer", "nurse-17", null, Set.of());
        rights.resource =
                fake(ResourceInfo.class, (any, called, arguments) -> AcceptedTokenTest.class.getMethod("guarded"));
        var path = new MultivaluedHashMap<>(Map.of("studyId", study, "mode", "active"));
        var uri = fake(UriInfo.class, (any, called, arguments) -> path);
        var request = fake(
                ContainerRequestContext.class,
                (any, called, arguments) -> called.getName().equals("getUriInfo") ? uri : "GET");
        return catchThrowableOfType(Refusal.class, () -> rights.filter(request)).getMessage();
    }

    private ErrorCode refusal(String claims) {
        var given = new TokenRules("issuer", Duration.ofHours(24), List.of(), CLOCK);
        filter.tokens = new AcceptedToken();
        filter.tokens.tokens = new VerifiedTokens() {
            @Override
            JsonWebToken verify(String raw) {
                checks++;
                var token = new TokenClaims(SignedToken.parse(raw));
                given.check(token);
                return token;
            }
        };
        filter.tokens.refused = new RefusedTokens() {
            @Override
            void note(BadToken token, HttpServletRequest request) {
                noted.add(token.fault());
            }
        };
        filter.caller = new Caller();
        var attributes = new HashMap<String, Object>();
        filter.servletRequest = fake(HttpServletRequest.class, (any, called, arguments) -> switch (called.getName()) {
            case "getHeader" -> "Bearer " + base64("{\"alg\":\"RS256\"}") + "." + base64(claims) + ".AAAA";
            case "getAttribute" -> attributes.get(arguments[0]);
            default -> attributes.put((String) arguments[0], arguments[1]);
        });
        var uri = fake(UriInfo.class, (any, called, arguments) -> "/v1.0/studies");
        var refusal = catchThrowableOfType(
                Refusal.class,
                () -> filter.filter(fake(
                        ContainerRequestContext.class,
                        (any, called, arguments) -> called.getName().equals("getUriInfo") ? uri : "GET")));
        return refusal == null ? null : refusal.code();
    }

    private static boolean accepts(TokenRules rules, String raw) {
        try {
            rules.check(new TokenClaims(SignedToken.parse(raw)));
            return true;
        } catch (BadToken refused) {
            return false;
        }
    }

    private static String tokenFor(String audience, long now) {
        return base64("{\"alg\":\"ES256\"}") + "."
                + base64("{\"iss\":\"issuer\",\"iat\":%d,\"exp\":%d,\"sub\":\"s\",\"aud\":%s}"
                        .formatted(now - 1, now + 60, audience))
                + ".AAAA";
    }

    private static String tokenUntil(String expiry) {
        return base64("{\"alg\":\"ES256\"}") + "."
                + base64("{\"iss\":\"issuer\",\"iat\":0,\"exp\":" + expiry + ",\"sub\":\"s\"}") + ".AAAA";
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
