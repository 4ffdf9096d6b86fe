package org.openors.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openors.Fake.fake;

import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;

/** What the server is told of a caller. */
class BearerAuthenticationTest {

    private final List<Object> login = new ArrayList<>();
    private final HttpMessageContext context =
            fake(HttpMessageContext.class, (any, called, arguments) -> switch (called.getName()) {
                case "notifyContainerAboutLogin" -> {
                    login.addAll(List.of(arguments));
                    yield AuthenticationStatus.SUCCESS;
                }
                case "doNothing" -> AuthenticationStatus.NOT_DONE;
                default -> throw new AssertionError(called);
            });

    @Test
    void anAcceptedTokenIsThePrincipalAndItsGroupsAreTheRoles() {
        var token = fake(
                JsonWebToken.class,
                (any, called, arguments) -> called.getName().equals("getGroups") ? Set.of("AuditGet") : "nurse-1");
        assertThat(status(token)).isEqualTo(AuthenticationStatus.SUCCESS);
        assertThat(((Principal) login.get(0)).getName()).isEqualTo("nurse-1");
        assertThat(login.get(1)).isEqualTo(Set.of("AuditGet"));
    }

    @Test
    void aStrangerIsLetThroughToTheFilterThatRefuses() {
        assertThat(status(null)).isEqualTo(AuthenticationStatus.NOT_DONE);
        assertThat(login).isEmpty();
    }

    private AuthenticationStatus status(JsonWebToken token) {
        var authentication = new BearerAuthentication();
        authentication.tokens = new AcceptedToken() {
            @Override
            public Optional<JsonWebToken> of(HttpServletRequest request) {
                return Optional.ofNullable(token);
            }
        };
        return authentication.validateRequest(null, null, context);
    }
}
