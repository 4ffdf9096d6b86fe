package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A node that has as many requests in flight as it takes (ADR 29). */
@OnOneDatabase("postgresql")
@ExtendWith(RunningService.class)
class OverloadIT {

    private static final int OF_ONE_CALLER = 64;

    /** As many as the node takes. */
    private static final int SLOW = 2 * OF_ONE_CALLER;

    /** As many as wait for their refusal. */
    private static final int PAUSING = 128;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(15);

    @Test
    void oneMoreRequestIsRefusedWithoutARecordOfItsOwn(Api api, Database database)
            throws IOException, SQLException, InterruptedException {
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        var slow = new ArrayList<RawHttp>();
        try {
            var tokens = List.of(token(api, "caller-0"), token(api, "caller-1"), token(api, "caller-2"));
            for (int i = 0; i < SLOW; i++) {
                slow.add(withoutTheLastByte(api, study, tokens.get(i / OF_ONE_CALLER)));
            }
            assertRefused(
                    firstRefusal(api, study, () -> slow.add(withoutTheLastByte(api, study, tokens.get(2)))), database);
            assertPaused(() -> assertRefused(recreate(api, study), database));
            for (int i = 0; i < PAUSING; i++) {
                slow.add(withoutTheLastByte(api, study, tokens.get(2)));
            }
            assertThat(health(api)).as("health, while all places are taken").isEqualTo(200);
        } finally {
            close(slow);
        }
        assertServedAgain(api, study, database);
    }

    @Test
    void oneCallerHasHalfOfThePlaces(Api api, Database database)
            throws IOException, SQLException, InterruptedException {
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        var token = token(api, "caller-of-many");
        var caller = api.as(token);
        var slow = new ArrayList<RawHttp>();
        try {
            for (int i = 0; i < OF_ONE_CALLER; i++) {
                slow.add(withoutTheLastByte(api, study, token));
            }
            assertRefused(firstRefusal(caller, study, () -> slow.add(withoutTheLastByte(api, study, token))), database);
            assertThat(recreate(api, study).status()).as("another caller").isEqualTo(200);
        } finally {
            close(slow);
        }
        assertServedAgain(caller, study, database);
    }

    private static void assertRefused(Answer refused, Database database) throws SQLException {
        assertThat(refused.errorCode()).isEqualTo("ORS_503_02");
        assertThat(refused.header("Retry-After")).isNotNull();
        assertThat(recordsOf(refused, database)).isEmpty();
    }

    private static void assertServedAgain(Api api, SampleStudy study, Database database)
            throws SQLException, InterruptedException {
        var answer = recreate(api, study);
        for (long start = System.nanoTime(); answer.status() == 503; answer = recreate(api, study)) {
            assertThat(System.nanoTime() - start).isLessThan(LONGEST_NANOS);
            Thread.sleep(100);
        }
        assertThat(answer.status()).isEqualTo(200);
        assertThat(recordsOf(answer, database)).hasSize(1);
    }

    /** Who asks again at once should cost little. */
    private static void assertPaused(ThrowingCallable refused) {
        long start = System.nanoTime();
        assertThatCode(refused).doesNotThrowAnyException();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(PAUSE);
    }

    private static int health(Api api) throws IOException {
        var connection =
                (HttpURLConnection) api.server().uri("/health/live").toURL().openConnection();
        return connection.getResponseCode();
    }

    private static void close(List<RawHttp> connections) throws IOException {
        for (var connection : connections) {
            connection.close();
        }
    }

    private static String token(Api api, String subject) {
        return api.tokens()
                .signed(api.tokens().claims(Api.ALL_RIGHTS).subject(subject).build());
    }

    /** Holds a place until its body is whole. */
    private static RawHttp withoutTheLastByte(Api api, SampleStudy study, String token) throws IOException {
        var request = RawHttp.request(
                "POST",
                Api.BASE + study.subjectPath() + "/register-device",
                "Bearer " + token,
                study.registration().getBytes(StandardCharsets.UTF_8));
        var connection = new RawHttp(api.server().uri("/").getPort());
        connection.send(Arrays.copyOf(request, request.length - 1));
        return connection;
    }

    private interface Request {
        void send() throws IOException;
    }

    /**
     * The places fill up as the server reads the requests.
     *
     * @param oneMore takes the place that a recreation here had when the last of the slow requests came
     */
    private static Answer firstRefusal(Api api, SampleStudy study, Request oneMore)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        var answer = recreate(api, study);
        while (answer.status() == 200) {
            assertThat(System.nanoTime() - start).isLessThan(LONGEST_NANOS);
            Thread.sleep(100);
            oneMore.send();
            answer = recreate(api, study);
        }
        return answer;
    }

    private static Answer recreate(Api api, SampleStudy study) {
        return api.put(study.accessCodePath(study.monitor));
    }

    private static List<List<String>> recordsOf(Answer answer, Database database) throws SQLException {
        return database.rows(
                "SELECT action FROM audit_record WHERE reference = '" + answer.header("X-Request-Id") + "'");
    }
}
