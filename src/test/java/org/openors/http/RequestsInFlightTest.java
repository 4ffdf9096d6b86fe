package org.openors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openors.Fake.fake;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Overload is refused, and what is in flight is not disturbed by it. */
class RequestsInFlightTest {

    private final RequestsInFlight filter = new RequestsInFlight();
    private final List<Integer> errors = new ArrayList<>();
    private String path = "/v1.0/studies";
    private int worked;

    @Test
    void asManyAsMayBeAreWorkedOn() throws IOException, ServletException {
        sendWithin(Place.MOST);
        assertThat(worked).isEqualTo(Place.MOST);
        assertThat(errors).isEmpty();
    }

    @Test
    void oneMoreIsRefusedAndThenTheNextIsWorkedOn() throws IOException, ServletException {
        sendWithin(Place.MOST + 1);
        assertThat(worked).isEqualTo(Place.MOST);
        assertThat(errors).containsExactly(503);
        assertThat(filter.getInFlight()).isZero();
        sendWithin(1);
        assertThat(worked).isEqualTo(Place.MOST + 1);
    }

    @Test
    void redemptionsLeavePlacesForOthers() throws IOException, ServletException {
        path = "/mhealth/api/deviceBootstrap";
        sendWithin(Place.MOST_REDEMPTIONS + 1);
        assertThat(worked).isEqualTo(Place.MOST_REDEMPTIONS);
        assertThat(errors).containsExactly(503);
    }

    /** An error page is made after the request has left its place. */
    @Test
    void aRequestHoldsItsPlaceWhileItIsWorkedOn() throws IOException, ServletException {
        var request = request();
        var held = new ArrayList<Boolean>();
        filter.doFilter(request, response(), (same, response) -> held.add(RequestsInFlight.holdsPlace(request)));
        assertThat(held).containsExactly(true);
        assertThat(RequestsInFlight.holdsPlace(request)).isFalse();
    }

    /** Else a caller with too many requests would hold places by refusals. */
    @Test
    void aRequestThatIsRefusedLaterGivesItsPlaceUpOnce() throws IOException, ServletException {
        path = "/mhealth/api/deviceBootstrap";
        var request = request();
        var held = new ArrayList<Boolean>();
        filter.doFilter(request, response(), (same, response) -> {
            RequestsInFlight.pauseBeforeRefusal(request);
            held.add(RequestsInFlight.holdsPlace(request));
            sendWithin(Place.MOST_REDEMPTIONS);
        });
        assertThat(held).containsExactly(false);
        assertThat(errors).isEmpty();
        assertThat(RequestsInFlight.workedOn()).isZero();
    }

    /** Who asks again at once would slow down those who are served. */
    @Test
    void aRefusalComesAfterAPause() throws IOException, ServletException {
        long start = System.nanoTime();
        sendWithin(Place.MOST + 1);
        assertThat(errors).containsExactly(503);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(RequestsInFlight.BEFORE_REFUSAL);
    }

    /** Each arrives while those before it are in flight. */
    private void sendWithin(int count) throws IOException, ServletException {
        filter.doFilter(request(), response(), (request, response) -> {
            worked++;
            if (count > 1) {
                sendWithin(count - 1);
            }
        });
    }

    /** Its path is decoded by the server. The URL is as the caller spelled it, so it decides nothing. */
    private HttpServletRequest request() {
        var attributes = new HashMap<Object, Object>();
        return fake(HttpServletRequest.class, (any, called, arguments) -> switch (called.getName()) {
            case "setAttribute" -> attributes.put(arguments[0], arguments[1]);
            case "getAttribute" -> attributes.get(arguments[0]);
            case "removeAttribute" -> attributes.remove(arguments[0]);
            case "getPathInfo" -> path;
            default -> "/ec-ors-svc/rest/spelled%20otherwise";
        });
    }

    private HttpServletResponse response() {
        return fake(HttpServletResponse.class, (any, called, arguments) -> errors.add((Integer) arguments[0]));
    }
}
