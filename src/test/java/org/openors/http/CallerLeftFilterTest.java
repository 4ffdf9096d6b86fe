package org.openors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openors.Fake.fake;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openors.LoggedLines;

/** The connection to the caller is broken: each reading and each writing fails. */
class CallerLeftFilterTest {

    private static final String BROKEN = "broken";

    @RegisterExtension
    final LoggedLines log = new LoggedLines(CallerLeftFilter.class);

    private final List<Integer> sent = new ArrayList<>();
    private final List<CallerLeft> left = new ArrayList<>();
    private final Map<String, Object> attributes = new HashMap<>(Map.of(RequestReference.class.getName(), "R"));
    private boolean isCommitted;
    private long nanos;
    private int taken;

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
        attributes.put(RequestsInFlight.PLACE, true);
        filter((request, response) -> {
            var output = response.getOutputStream();
            assertThatThrownBy(() -> output.write(1)).isInstanceOf(CallerLeft.class);
            output.write(1);
        });
        assertThat(sent).isEmpty();
        assertThat(log.lines()).containsExactly("INFO the caller left before its answer was sent reference=R");
        assertThat(log.thrown()).isEmpty();
    }

    /** A stranger could fill the log by it. */
    @Test
    void whoLeavesAPageHasNoLine() throws IOException, ServletException {
        filter((request, response) -> response.getOutputStream().write(1));
        assertThat(log.lines()).isEmpty();
        assertThat(sent).isEmpty();
    }

    /** It has two minutes, and a second more for each 8 KiB. */
    @Test
    void anAnswerThatIsTakenTooSlowlyIsCutOffAndNothingFurtherIsWritten() throws IOException {
        var output = new CallersOutput(slowOutput(Duration.ofSeconds(40)), left::add, () -> nanos);
        output.write(1);
        assertThat(left).isEmpty();
        output.write(1);
        assertThat(left).singleElement().matches(CallerLeft::isTooSlow);
        output.write(1);
        output.write(1);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> output.write(new byte[10], 0, 10)).isInstanceOf(CallerLeft.class);
        }
        assertThatThrownBy(output::flush).isInstanceOf(CallerLeft.class);
        assertThat(taken).isEqualTo(4);
        assertThat(left).allMatch(CallerLeft::isTooSlow);
    }

    /** A server may have a file in memory, and write it at once. */
    @Test
    void aSingleWritingIsCutOffToo() {
        var output = new CallersOutput(slowOutput(Duration.ofSeconds(25)), left::add, () -> nanos);
        var file = new byte[1_700_000];
        assertThatThrownBy(() -> output.write(file, 0, file.length)).isInstanceOf(CallerLeft.class);
        assertThat(Duration.ofNanos(nanos)).isLessThan(Duration.ofSeconds(160));
    }

    @Test
    void aSlowLineGetsAnAnswerOfAnyLength() throws IOException {
        var output = new CallersOutput(slowOutput(Duration.ofSeconds(1)), left::add, () -> nanos);
        for (int i = 0; i < 10_000; i++) {
            output.write(new byte[8 * 1024], 0, 8 * 1024);
        }
        assertThat(taken).isEqualTo(10_000 * 8 * 1024);
        assertThat(left).isEmpty();
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
        var request = fake(HttpServletRequest.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getInputStream" -> new BrokenInput();
            case "getAttribute" -> attributes.get(arguments[0]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            default -> throw new UnsupportedOperationException(method.getName());
        });
        var response = fake(HttpServletResponse.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getOutputStream" ->
                new FakeOutput((bytes, offset, length) -> {
                    throw new IOException(BROKEN);
                });
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

    /** Each writing lasts as long. */
    private ServletOutputStream slowOutput(Duration slowness) {
        return new FakeOutput((bytes, offset, length) -> {
            nanos += slowness.toNanos();
            taken += length;
        });
    }
}
