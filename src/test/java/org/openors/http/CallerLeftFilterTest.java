package org.openors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openors.Fake.fake;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The connection to the caller is broken: each reading and each writing fails. */
class CallerLeftFilterTest {

    private static final String BROKEN = "broken";

    private final List<Integer> sent = new ArrayList<>();
    private boolean isCommitted;

    /** JAX-RS may read before its own mappers can answer. Without an answer here a server would say 200 or 500. */
    @Test
    void aRequestThatCanNotBeReadIsRefused() throws IOException, ServletException {
        filter((request, response) -> request.getInputStream().read());
        filter((request, response) -> {
            try {
                request.getInputStream().available();
            } catch (IOException failure) {
                throw new ServletException(new ProcessingException(failure));
            }
        });
        assertThat(sent).containsExactly(400, 400);
    }

    @Test
    void whatIsCommittedStaysTheAnswer() throws IOException, ServletException {
        isCommitted = true;
        filter((request, response) -> request.getInputStream().read());
        assertThat(sent).isEmpty();
    }

    @Test
    void nobodyIsThereIfTheAnswerCanNotBeWritten() throws IOException, ServletException {
        filter((request, response) -> response.getOutputStream().write(1));
        assertThat(sent).isEmpty();
    }

    @Test
    void anotherFailureIsPassedOn() {
        assertThatThrownBy(() -> filter((request, response) -> {
                    throw new IOException(BROKEN);
                }))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(CallerLeft.class)
                .hasMessage(BROKEN);
        assertThat(sent).isEmpty();
    }

    private void filter(FilterChain chain) throws IOException, ServletException {
        var request = fake(
                HttpServletRequest.class,
                (proxy, method, arguments) -> method.getName().equals("getInputStream") ? new BrokenInput() : null);
        var response = fake(HttpServletResponse.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getOutputStream" -> new BrokenOutput();
            case "isCommitted" -> isCommitted;
            case "sendError" -> {
                sent.add((Integer) arguments[0]);
                yield null;
            }
            default -> throw new UnsupportedOperationException(method.getName());
        });
        new CallerLeftFilter().doFilter(request, response, chain);
    }

    private static final class BrokenInput extends ServletInputStream {

        @Override
        public int read() throws IOException {
            throw new IOException(BROKEN);
        }

        @Override
        public int available() throws IOException {
            throw new IOException(BROKEN);
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class BrokenOutput extends ServletOutputStream {

        @Override
        public void write(int b) throws IOException {
            throw new IOException(BROKEN);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
