package org.openors.security;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.MessagePolicy;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.module.ServerAuthModule;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;

/**
 * Keeps the server from asking for a password of its own, as Payara does without an authentication module, and refuses nobody: that is
 * {@link AuthenticationFilter}'s. To the server every caller is anonymous, so no server needs users, roles or a realm for the service;
 * who calls is known to {@link Caller} alone (ADR 40).
 */
@WebListener
public class NoLoginByTheServer implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent start) {
        AuthConfigFactory.getFactory().registerServerAuthModule(new NobodyIsKnown(), start.getServletContext());
    }

    @Override
    public void contextDestroyed(ServletContextEvent end) {
        AuthConfigFactory.getFactory().removeServerAuthModule(end.getServletContext());
    }

    /** The module of Jakarta Authentication. A mechanism of Jakarta Security would be looked up twice in each request. */
    static final class NobodyIsKnown implements ServerAuthModule {

        private static final Principal NOBODY = null;

        /** One module serves all requests, and the server may initialize it again at any time. */
        private volatile CallbackHandler server;

        @Override
        public void initialize(
                MessagePolicy requests, MessagePolicy responses, CallbackHandler handler, Map<String, Object> options) {
            server = handler;
        }

        @Override
        public Class<?>[] getSupportedMessageTypes() {
            return new Class<?>[] {HttpServletRequest.class, HttpServletResponse.class};
        }

        /** The request goes on, and its caller is anonymous (Jakarta Authentication 3.0, section 3.8.3.1). */
        @Override
        public AuthStatus validateRequest(MessageInfo exchange, Subject caller, Subject service) throws AuthException {
            try {
                server.handle(new Callback[] {new CallerPrincipalCallback(caller, NOBODY)});
            } catch (IOException | UnsupportedCallbackException failure) {
                throw new AuthException("the server does not take an anonymous caller", failure);
            }
            return AuthStatus.SUCCESS;
        }
    }
}
