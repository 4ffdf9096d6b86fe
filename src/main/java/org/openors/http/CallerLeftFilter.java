package org.openors.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * Tells an {@link IOException} of the connection to the caller from all others, as a {@link CallerLeft}. If the answer can't be
 * written, nothing more is done: nobody is there to be answered.
 */
@WebFilter("/rest/*")
public class CallerLeftFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(reading(request), writing(response));
        } catch (IOException | ServletException | RuntimeException failure) {
            if (CallerLeft.in(failure).isEmpty()) {
                throw failure;
            }
        }
    }

    private static HttpServletRequest reading(HttpServletRequest request) {
        return new HttpServletRequestWrapper(request) {
            private ServletInputStream stream;

            @Override
            public ServletInputStream getInputStream() throws IOException {
                if (stream == null) {
                    stream = new CallersInput(super.getInputStream());
                }
                return stream;
            }
        };
    }

    private static HttpServletResponse writing(HttpServletResponse response) {
        return new HttpServletResponseWrapper(response) {
            private CallersOutput stream;

            @Override
            public ServletOutputStream getOutputStream() throws IOException {
                if (stream == null) {
                    stream = new CallersOutput(super.getOutputStream());
                }
                return stream;
            }

            @Override
            public void flushBuffer() throws IOException {
                getOutputStream();
                stream.writing(super::flushBuffer);
            }

            @Override
            public void sendError(int status, String message) throws IOException {
                if (!hasLeft()) {
                    super.sendError(status, message);
                }
            }

            @Override
            public void sendError(int status) throws IOException {
                if (!hasLeft()) {
                    super.sendError(status);
                }
            }

            private boolean hasLeft() {
                return stream != null && stream.isBroken();
            }
        };
    }
}
