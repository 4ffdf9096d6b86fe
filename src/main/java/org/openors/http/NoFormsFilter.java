package org.openors.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Presents a form ({@code application/x-www-form-urlencoded}) to JAX-RS as {@code application/octet-stream}. No operation
 * takes either. Jersey begins to read a form before its first filter runs: there a caller without a token could hold a
 * thread by not sending it. The body of every other type is read by {@link BodyLimitFilter} only.
 */
@WebFilter("/rest/*")
public class NoFormsFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(isForm(request.getContentType()) ? withoutType(request) : request, response);
    }

    /** By the parser of JAX-RS, so that both understand every spelling in the same way. */
    private static boolean isForm(String contentType) {
        if (contentType == null) {
            return false;
        }
        try {
            var type = MediaType.valueOf(contentType);
            var form = MediaType.APPLICATION_FORM_URLENCODED_TYPE;
            return type.getType().equalsIgnoreCase(form.getType())
                    && type.getSubtype().equalsIgnoreCase(form.getSubtype());
        } catch (IllegalArgumentException noType) {
            return false;
        }
    }

    private static HttpServletRequest withoutType(HttpServletRequest request) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getContentType() {
                return MediaType.APPLICATION_OCTET_STREAM;
            }

            @Override
            public String getHeader(String name) {
                return isContentType(name) ? getContentType() : super.getHeader(name);
            }

            @Override
            public Enumeration<String> getHeaders(String name) {
                return isContentType(name)
                        ? Collections.enumeration(List.of(getContentType()))
                        : super.getHeaders(name);
            }
        };
    }

    private static boolean isContentType(String name) {
        return HttpHeaders.CONTENT_TYPE.equalsIgnoreCase(name);
    }
}
