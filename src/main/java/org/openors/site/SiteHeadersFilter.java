package org.openors.site;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * What the pages for site staff may do in the browser (Content Security Policy Level 3): load from this server only, and
 * call it and the sign-in's provider. No other page may frame, open or read them. The browser asks for a newer version each time.
 */
@WebFilter({"/site/*", "/phone/*"})
public class SiteHeadersFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private String policy;

    @Override
    public void init(FilterConfig config) throws ServletException {
        super.init(config);
        var provider = SignIn.ofSettings().map(signIn -> " " + signIn.origin()).orElse("");
        policy = String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self'",
                "connect-src 'self'" + provider,
                "form-action 'self'" + provider,
                "base-uri 'none'",
                "frame-ancestors 'none'",
                "require-trusted-types-for 'script'");
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), clipboard-read=()");
        response.setHeader("Cache-Control", "no-cache");
        chain.doFilter(request, response);
    }
}
