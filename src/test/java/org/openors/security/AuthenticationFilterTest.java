package org.openors.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.openors.Fake.fake;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

/** What the filter decides, whatever the server: JAX-RS implementations give the path with or without its first slash. */
class AuthenticationFilterTest {

    private final AuthenticationFilter filter = new AuthenticationFilter();

    /** Null if it is the one of the code. */
    private String challenge;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1.0/studies/S/active/audit",
                "/v1.0/studies/S/active/audit",
                ";v1.0/studies/S/active/audit",
                "",
                "/",
                "nothing",
                "mhealth/api/deviceBootstrap/",
                "mhealth/api/deviceBootstrap/x",
                "mhealth/api/devicebootstrap",
                "mhealth/api",
                "x/mhealth/api/deviceBootstrap"
            })
    void everyPathThatIsNotListedNeedsAnAcceptedToken(String path) {
        assertThat(refusal("POST", path, null)).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(refusal("POST", path, "not.accepted.token")).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(filter.caller.isAuthenticated()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"POST, mhealth/api/deviceBootstrap", "POST, /mhealth/api/deviceBootstrap"})
    void anOpenOperationNeedsNone(String method, String path) {
        assertThat(refusal(method, path, null)).isNull();
        assertThat(filter.caller.isAuthenticated()).isFalse();
    }

    /** RFC 6750, section 3.1: who sent no token is told of no error. */
    @Test
    void onlyATokenThatWasSentIsCalledInvalid() {
        refusal("POST", "nothing", null);
        assertThat(challenge).isNull();
        refusal("POST", "nothing", "not.accepted.token");
        assertThat(challenge).isEqualTo("Bearer realm=\"ORS\", error=\"invalid_token\"");
    }

    @Test
    void aBadTokenIsRefusedThereToo() {
        assertThat(refusal("POST", "mhealth/api/deviceBootstrap", "not.accepted.token"))
                .isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS", "HEAD"})
    void anotherMethodOnItsPathNeedsOne(String method) {
        assertThat(refusal(method, "mhealth/api/deviceBootstrap", null)).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void theOpenOperationsAreThoseThatPermitAll() {
        var permitted = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.openors").stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(PermitAll.class))
                        .flatMap(method -> Stream.of(method.reflect().getAnnotations())
                                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                                .filter(verb -> verb != null)
                                .map(verb -> verb.value() + " /"
                                        + method.getOwner()
                                                .getAnnotationOfType(Path.class)
                                                .value()));
        assertThat(permitted).containsExactlyInAnyOrderElementsOf(AuthenticationFilter.OPEN);
    }

    /** The code that refuses the request; null if it goes on. */
    private ErrorCode refusal(String method, String path, String rawToken) {
        filter.tokens = new AcceptedToken();
        filter.tokens.tokens = new VerifiedTokens() {
            @Override
            JsonWebToken verify(String raw) {
                throw new BadToken(TokenFault.FORM);
            }
        };
        filter.tokens.refused = new RefusedTokens() {
            @Override
            void note(BadToken token, HttpServletRequest request) {}
        };
        filter.caller = new Caller();
        var attributes = new HashMap<String, Object>();
        filter.servletRequest = fake(HttpServletRequest.class, (any, called, arguments) -> switch (called.getName()) {
            case "getHeader" -> rawToken == null ? null : "Bearer " + rawToken;
            case "getAttribute" -> attributes.get(arguments[0]);
            default -> attributes.put((String) arguments[0], arguments[1]);
        });
        var uri = fake(UriInfo.class, (any, called, arguments) -> path);
        var refusal = catchThrowableOfType(
                Refusal.class,
                () -> filter.filter(fake(
                        ContainerRequestContext.class,
                        (any, called, arguments) -> called.getName().equals("getUriInfo") ? uri : method)));
        challenge = refusal == null ? null : refusal.headers().get("WWW-Authenticate");
        return refusal == null ? null : refusal.code();
    }
}
