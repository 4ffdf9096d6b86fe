package org.openors.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openors.Fake.fake;

import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import org.junit.jupiter.api.Test;

class NoLoginByTheServerTest {

    /** Elytron refuses a login that its own domain does not know, so nobody is logged in. */
    @Test
    void everyRequestReachesTheApplicationAndTheServerLogsInNobody() {
        var context = fake(HttpMessageContext.class, (any, called, arguments) -> {
            assertThat(called.getName()).isEqualTo("doNothing");
            return AuthenticationStatus.NOT_DONE;
        });
        assertThat(new NoLoginByTheServer().validateRequest(null, null, context))
                .isEqualTo(AuthenticationStatus.NOT_DONE);
    }
}
