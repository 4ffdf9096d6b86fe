package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Bad requests are refused as the served OpenAPI document promises, and change nothing. {@code -Dfuzz.minutes} and {@code
 * -Dfuzz.inputs}: both have to be over. {@code -Dfuzz.seed} and {@code -Dfuzz.first} repeat what was printed.
 */
@OnOneDatabase("postgresql")
@ExtendWith(RunningService.class)
class FuzzIT {

    /** A node takes two imports, and two readers of a whole trail. A third would rightly get 503. */
    private static final int REQUESTS_AT_ONCE = 2;

    private static final int MOST_PROBLEMS = 20;
    private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime() % 1_000_000);
    private static final long FIRST = Long.getLong("fuzz.first", 0);
    private static final long INPUTS = Long.getLong("fuzz.inputs", 300);
    private static final Duration TIME = Duration.ofMinutes(Integer.getInteger("fuzz.minutes", 0));

    private final AtomicLong next = new AtomicLong(FIRST);
    private final List<String> problems = Collections.synchronizedList(new ArrayList<>());
    private final ConcurrentMap<String, AtomicLong> answers = new ConcurrentHashMap<>();
    private long end;

    @Test
    void badRequestsAreRefusedAndChangeNothing(Api api, Database database) throws SQLException {
        var study = SampleStudy.in(api);
        var canary = Pair.registered(api, study);
        var served = api.as(null).sendTo("GET", api.server().uri("/openapi"), request -> request);
        var document = new OpenApi(served.body());
        var requests = new BadRequests(document, study, canary, api.tokens(), SEED);
        var before = TablesState.of(database);

        sendAll(requests, document, api.server().uri("/").getPort());

        var after = TablesState.of(database);
        var changed = TablesState.changed(before, after);
        report(changed);
        assertThat(problems).as("seed " + SEED).isEmpty();
        assertThat(changed).as("seed " + SEED + ", changed tables").isEmpty();
        assertThat(Pair.recreated(api, study).redeem(api).status()).isEqualTo(200);
        assertThat(TablesState.of(database)).as("a change is seen").isNotEqualTo(before);
    }

    private void sendAll(BadRequests requests, OpenApi document, int port) {
        end = System.nanoTime() + TIME.toNanos();
        var threads = Executors.newFixedThreadPool(REQUESTS_AT_ONCE);
        var working = Stream.generate(() -> CompletableFuture.runAsync(() -> work(requests, document, port), threads))
                .limit(REQUESTS_AT_ONCE)
                .toList();
        working.forEach(CompletableFuture::join);
        threads.shutdown();
    }

    private void work(BadRequests requests, OpenApi document, int port) {
        var checked = new CheckedAnswers(document, port);
        for (long number = next.getAndIncrement(); !isOver(number); number = next.getAndIncrement()) {
            var request = requests.number(number);
            var answer = checked.answerTo(request);
            answers.computeIfAbsent(answer.kind(), any -> new AtomicLong()).incrementAndGet();
            if (!answer.problems().isEmpty()) {
                problems.add("-Dfuzz.seed=" + SEED + " -Dfuzz.first=" + number + " -Dfuzz.inputs=1: "
                        + answer.problems() + " " + request);
            }
        }
        checked.close();
    }

    private boolean isOver(long number) {
        return problems.size() >= MOST_PROBLEMS || number >= FIRST + INPUTS && System.nanoTime() - end >= 0;
    }

    private void report(List<String> changed) {
        var counted = new TreeMap<>(answers)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining(", "));
        ReliabilityReport.add(
                "bad requests from the OpenAPI document, and changed bytes",
                "seed " + SEED + ", " + (next.get() - FIRST - REQUESTS_AT_ONCE) + " inputs, " + problems.size()
                        + " not as promised, state " + (changed.isEmpty() ? "unchanged" : "CHANGED in " + changed)
                        + "; answers: "
                        + counted);
    }

    /** One connection, opened again when it has ended. */
    static final class CheckedAnswers {

        /** Without a protocol it is HTTP/0.9, whose answers have no headers. */
        private static final Pattern TO_THE_API = Pattern.compile("^\\S+ " + Api.BASE + "/\\S* HTTP/1[.]1\\r?$");

        private static final Duration LONGEST = Duration.ofSeconds(60);

        /** What was answered, and what is wrong with it. */
        record Checked(String kind, List<String> problems) {}

        private final OpenApi document;
        private final int port;
        private RawHttp connection;

        CheckedAnswers(OpenApi document, int port) {
            this.document = document;
            this.port = port;
        }

        Checked answerTo(BadRequest request) {
            try {
                if (connection == null || request.raw != null) {
                    close();
                    connection = new RawHttp(port, LONGEST);
                }
                connection.send(request.bytes());
                if (request.raw != null) {
                    connection.endOutput();
                }
                var reply = connection.receive();
                var last = reply.status() == 100 ? connection.receive() : reply;
                if (request.raw != null) {
                    close();
                }
                return new Checked(Integer.toString(last.status()), problems(request, last));
            } catch (IOException | RuntimeException noAnswer) {
                close();
                return new Checked("none", request.raw == null ? List.of("no answer: " + noAnswer) : List.of());
            }
        }

        private List<String> problems(BadRequest request, RawHttp.Reply reply) {
            return request.raw == null ? problems(request.method, request.path, reply) : rawProblems(request, reply);
        }

        List<String> problems(String method, String path, RawHttp.Reply reply) {
            var answer = answer(reply);
            var found = new ArrayList<>(document.problems(method, path, answer));
            boolean isUnknownMethod = reply.status() == 501 && reply.body().contains("ORS_501_01");
            boolean isTold = path.contains("/access-code/check") && reply.body().contains("\"ready\":false");
            if ((reply.status() < 400 || reply.status() >= 500) && !isUnknownMethod && !isTold) {
                found.add("a bad request was answered " + reply.status());
            }
            return found;
        }

        /** Bytes may make another request of it: to a page, or by a method that only reads. An error has a body anywhere. */
        private List<String> rawProblems(BadRequest request, RawHttp.Reply reply) {
            if (reply.status() >= 500 && reply.status() != 501) {
                return List.of("bytes were answered " + reply.status());
            }
            var line = new String(request.raw, StandardCharsets.ISO_8859_1).split("\n", 2)[0];
            if (TO_THE_API.matcher(line).find() && reply.status() < 400) {
                return List.of("bytes without a good token were answered " + reply.status());
            }
            return reply.status() < 400 ? List.of() : document.problems("GET", "/no/such/path", answer(reply));
        }

        private static Answer answer(RawHttp.Reply reply) {
            var headers = reply.headers()
                    .lines()
                    .filter(line -> line.contains(":"))
                    .collect(Collectors.groupingBy(
                            line -> line.substring(0, line.indexOf(':')),
                            Collectors.mapping(
                                    line -> line.substring(line.indexOf(':') + 1)
                                            .trim(),
                                    Collectors.toList())));
            return new Answer(reply.status(), HttpHeaders.of(Map.copyOf(headers), (a, b) -> true), reply.body());
        }

        void close() {
            try {
                if (connection != null) {
                    connection.close();
                }
            } catch (IOException alreadyClosed) {
                // It is not used again.
            }
            connection = null;
        }
    }
}
