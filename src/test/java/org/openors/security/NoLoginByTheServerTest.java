package org.openors.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.junit.jupiter.api.Test;
import org.openors.security.NoLoginByTheServer.NobodyIsKnown;

class NoLoginByTheServerTest {

    private final Subject caller = new Subject();

    /** Elytron refuses a login that its own domain does not know, so nobody is logged in. */
    @Test
    void everyRequestReachesTheApplicationAndTheServerLogsInNobody() throws AuthException {
        var told = new ArrayList<Callback>();
        var module = module(callbacks -> told.addAll(List.of(callbacks)));

        assertThat(module.validateRequest(null, caller, null)).isEqualTo(AuthStatus.SUCCESS);
        assertThat(told).singleElement().isInstanceOfSatisfying(CallerPrincipalCallback.class, nobody -> {
            assertThat(nobody.getSubject()).isSameAs(caller);
            assertThat(nobody.getPrincipal()).isNull();
            assertThat(nobody.getName()).isNull();
        });
        assertThat(module.secureResponse(null, null)).isEqualTo(AuthStatus.SEND_SUCCESS);
    }

    @Test
    void aServerThatTakesNoAnonymousCallerIsAFailure() {
        var module = module(callbacks -> {
            throw new UnsupportedCallbackException(callbacks[0]);
        });
        assertThatThrownBy(() -> module.validateRequest(null, caller, null)).isInstanceOf(AuthException.class);
    }

    private static NobodyIsKnown module(CallbackHandler server) {
        var module = new NobodyIsKnown();
        module.initialize(null, null, server, Map.of());
        return module;
    }
}
