package org.openors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openors.Fake.fake;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each request arrives while those before it are answered. */
class PagesInFlightTest {

    private final PagesInFlight filter = new PagesInFlight();
    private final List<Integer> errors = new ArrayList<>();
    private String path = "/webjars/swagger-ui/swagger-ui-bundle.js";
    private int answered;

    @Test
    void oneMoreThanMayBeIsRefusedAndThenTheNextIsAnswered() throws IOException, ServletException {
        sendWithin(PagesInFlight.MOST);
        assertThat(answered).isEqualTo(PagesInFlight.MOST);
        assertThat(errors).isEmpty();
        sendWithin(PagesInFlight.MOST + 1);
        assertThat(answered).isEqualTo(2 * PagesInFlight.MOST);
        assertThat(errors).containsExactly(503);
        sendWithin(1);
        assertThat(answered).isEqualTo(2 * PagesInFlight.MOST + 1);
    }

    @Test
    void theApiIsAnsweredWhileNoFurtherPageIs() throws IOException, ServletException {
        send(PagesInFlight.MOST, () -> {
            path = "/rest";
            sendWithin(1);
        });
        assertThat(answered).isEqualTo(PagesInFlight.MOST + 1);
        assertThat(errors).isEmpty();
    }

    /** As many as one likes: Payara keeps each path that it does not find in memory. */
    @Test
    void aPathThatNoPageHasIsNotLookedFor() throws IOException, ServletException {
        path = "/" + "x".repeat(PagesInFlight.LONGEST_PATH - 1);
        sendWithin(1);
        assertThat(answered).isEqualTo(1);
        path += "x";
        sendWithin(1);
        assertThat(answered).isEqualTo(1);
        assertThat(errors).containsExactly(404);
    }

    @Test
    void aPlaceIsFreeAgainWhenItsAnswerFails() throws IOException, ServletException {
        for (int i = 0; i < PagesInFlight.MOST; i++) {
            assertThatThrownBy(() -> filter(() -> {
                        throw new IOException("broken");
                    }))
                    .hasMessage("broken");
        }
        sendWithin(PagesInFlight.MOST);
        assertThat(errors).isEmpty();
    }

    private interface Answering {
        void run() throws IOException, ServletException;
    }

    private void sendWithin(int count) throws IOException, ServletException {
        send(count, () -> {});
    }

    private void send(int count, Answering last) throws IOException, ServletException {
        filter(() -> {
            answered++;
            if (count > 1) {
                send(count - 1, last);
            } else {
                last.run();
            }
        });
    }

    private void filter(Answering answering) throws IOException, ServletException {
        FilterChain chain = (request, response) -> answering.run();
        filter.doFilter(
                fake(HttpServletRequest.class, (any, called, arguments) -> {
                    assertThat(called.getName()).isIn("getServletPath", "getRequestURI");
                    return path;
                }),
                fake(HttpServletResponse.class, (any, called, arguments) -> errors.add((Integer) arguments[0])),
                chain);
    }
}
