package org.openors.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openors.Fake.fake;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openors.error.Refusal;
import org.openors.http.ErrorAnswer;
import org.openors.http.FakeOutput;
import org.openors.http.RequestsInFlight;
import org.openors.security.AcceptedToken;

/** Each request arrives while those before it are worked on. */
class LimitFilterTest {

    private static final String STRANGER = "a stranger";
    private static final ServletOutputStream NOWHERE = new FakeOutput((bytes, offset, length) -> {});

    private final LimitFilter filter = new LimitFilter();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private String caller = "nurse-17";
    private DispatcherType dispatcher = DispatcherType.REQUEST;
    private int passed;

    @BeforeEach
    void inject() {
        filter.limits = new RequestLimits() {
            @Override
            public void count(HttpServletRequest request) {
                // No limit of a minute is exceeded here.
            }
        };
        filter.limits.tokens = new AcceptedToken() {
            @Override
            public Optional<JsonWebToken> of(HttpServletRequest request) {
                return Optional.of(caller)
                        .filter(name -> !name.equals(STRANGER))
                        .map(LimitFilterTest::token);
            }
        };
        filter.answer = new ErrorAnswer() {
            @Override
            public Response to(Refusal refusal) {
                refused.add(caller + " " + refusal.getClass().getSimpleName());
                return Response.status(refusal.code().status()).build();
            }
        };
    }

    @Test
    void oneCallerHasAShareOfThePlacesAndOthersHaveTheirOwn() throws IOException, ServletException {
        send(LimitFilter.MOST_OF_A_CALLER, () -> {
            send(1, () -> {});
            caller = "nurse-18";
            send(1, () -> {});
            caller = STRANGER;
            send(LimitFilter.MOST_OF_A_CALLER + 1, () -> {});
        });
        assertThat(refused).containsExactly("nurse-17 Overload");
        assertThat(passed).isEqualTo(2 * LimitFilter.MOST_OF_A_CALLER + 2);
    }

    @Test
    void aShareIsFreeAgainWhenTheRequestsHaveEnded() throws IOException, ServletException {
        for (int i = 0; i < 3; i++) {
            send(LimitFilter.MOST_OF_A_CALLER + 1, () -> {});
        }
        assertThat(refused).hasSize(3);
        assertThat(passed).isEqualTo(3 * LimitFilter.MOST_OF_A_CALLER);
    }

    /** Else a caller who asks again and again would never be served. */
    @Test
    @Timeout(60)
    void whoPausesBeforeARefusalHasNoShare() throws IOException, ServletException, InterruptedException {
        var pausing = new ArrayList<Thread>();
        send(LimitFilter.MOST_OF_A_CALLER, () -> {
            for (int i = 0; i < 2; i++) {
                pausing.add(new Thread(this::sendOneMore));
                pausing.get(i).start();
            }
            while (new RequestsInFlight().getInFlight() + refused.size() < 2) {
                Thread.onSpinWait();
            }
        });
        send(LimitFilter.MOST_OF_A_CALLER, () -> {});
        for (var thread : pausing) {
            thread.join();
        }
        assertThat(refused).hasSize(2);
        assertThat(passed).isEqualTo(2 * LimitFilter.MOST_OF_A_CALLER);
    }

    private void sendOneMore() {
        try {
            send(1, () -> {});
        } catch (IOException | ServletException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Else the error of the last request of a share would become a refusal. */
    @Test
    void anErrorPageTakesNoShare() throws IOException, ServletException {
        send(LimitFilter.MOST_OF_A_CALLER, () -> {
            dispatcher = DispatcherType.ERROR;
            send(1, () -> {});
        });
        assertThat(refused).isEmpty();
    }

    private interface Working {
        void run() throws IOException, ServletException;
    }

    private void send(int count, Working last) throws IOException, ServletException {
        filter.doFilter(
                fake(
                        HttpServletRequest.class,
                        (any, called, arguments) -> called.getName().equals("getDispatcherType") ? dispatcher : null),
                fake(
                        HttpServletResponse.class,
                        (any, called, arguments) -> called.getName().equals("getOutputStream") ? NOWHERE : null),
                (request, response) -> {
                    passed++;
                    if (count > 1) {
                        send(count - 1, last);
                    } else {
                        last.run();
                    }
                });
    }

    private static JsonWebToken token(String subject) {
        return fake(JsonWebToken.class, (any, called, arguments) -> switch (called.getName()) {
            case "getIssuer" -> "https://idp.example.org";
            case "getSubject" -> subject;
            default -> throw new UnsupportedOperationException(called.getName());
        });
    }
}
