package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Sites at work while something is out of order: what they and the load balancer are answered, how long the service takes
 * until all is well again, and that nothing acknowledged was lost.
 */
final class Fault {

    /** Brings a fault about, or ends it. */
    interface Step {
        void take() throws Exception;
    }

    /** Leads to the database that counts when all is over. */
    interface Connections {
        Connection connect() throws SQLException;
    }

    private static final int SITES = 8;
    private static final Duration RECOVERY = Duration.ofSeconds(10);
    private static final Duration GIVE_UP = Duration.ofSeconds(60);
    private static final Duration HEALTH = Duration.ofSeconds(10);
    /** See {@code server-config/payara-micro/README.md}. */
    private static final Duration CALLERS_LIMIT = Duration.ofSeconds(30);

    private final String name;
    private final Connections database;
    private final Supplier<Api> api;
    private final Map<String, AtomicInteger> answers = new ConcurrentSkipListMap<>();
    private final Map<String, AtomicInteger> health = new ConcurrentSkipListMap<>();
    private final AtomicLong slowest = new AtomicLong();
    private final AtomicLong slowestHealth = new AtomicLong();
    private final List<AtomicInteger> successes =
            IntStream.range(0, SITES).mapToObj(i -> new AtomicInteger()).toList();
    private volatile boolean over;
    private Duration recovered;

    /** @param api of the node, which may be another after a restart */
    Fault(String name, Database database, Supplier<Api> api) {
        this(name, database::connect, api);
    }

    Fault(String name, Connections database, Supplier<Api> api) {
        this.name = name;
        this.database = database;
        this.api = api;
    }

    /** Lets the fault last for so long under load, ends it, and requires what must hold. Adds a row to the report. */
    Fault lasts(Duration time, Step begin, Step end) throws Exception {
        var sites = IntStream.range(0, SITES)
                .mapToObj(i -> new Site(api.get(), call -> ask(i, call)))
                .toList();
        var load = new Load(sites).await(SITES);
        begin.take();
        var balancer = new Thread(this::watchHealth);
        balancer.start();
        Thread.sleep(time.toMillis());
        over = true;
        balancer.join();
        end.take();
        recovered = awaitRecovery();
        load.stop();
        requireNothingLost(sites);
        ReliabilityReport.add("fault: " + name, seen(sites));
        require(sites);
        return this;
    }

    private Optional<Answer> ask(int site, Function<Api, Answer> call) {
        var start = Instant.now();
        try {
            var answer = call.apply(api.get());
            count(answers, Integer.toString(answer.status()));
            if (answer.status() == 200) {
                successes.get(site).incrementAndGet();
            } else {
                Thread.sleep(100);
            }
            return Optional.of(answer);
        } catch (UncheckedIOException lost) {
            count(answers, "none");
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            longest(slowest, start);
        }
    }

    private void watchHealth() {
        while (!over) {
            for (var kind : List.of("ready", "live")) {
                count(health, kind + " " + health(kind));
            }
        }
    }

    private String health(String kind) {
        var start = Instant.now();
        try {
            URI uri = api.get().server().uri("/health/" + kind);
            Thread.sleep(100);
            return Integer.toString(api.get()
                    .as(null)
                    .sendTo("GET", uri, request -> request.timeout(HEALTH))
                    .status());
        } catch (UncheckedIOException | InterruptedException none) {
            return "none";
        } finally {
            longest(slowestHealth, start);
        }
    }

    /** Until the node is ready and each site was served again. */
    private Duration awaitRecovery() throws InterruptedException {
        var start = Instant.now();
        var before = successes.stream().map(AtomicInteger::get).toList();
        while (!health("ready").equals("200")
                || IntStream.range(0, SITES).anyMatch(i -> successes.get(i).get() == before.get(i))) {
            if (Duration.between(start, Instant.now()).compareTo(GIVE_UP) > 0) {
                break;
            }
            Thread.sleep(50);
        }
        return Duration.between(start, Instant.now());
    }

    private void requireNothingLost(List<Site> sites) throws SQLException {
        try (var connection = database.connect()) {
            for (var site : sites) {
                StateAndTrail.requireToAgree(connection, site);
            }
        }
        for (var site : sites) {
            var verification = api.get().get(site.study.path() + "/audit/verification");
            assertThat(verification.status()).as(verification.body()).isEqualTo(200);
            assertThat(verification.json().getBoolean("valid"))
                    .as(verification.body())
                    .isTrue();
        }
    }

    private void require(List<Site> sites) {
        var errors = new ArrayList<String>();
        sites.forEach(site -> errors.addAll(site.errors()));
        assertThat(errors).as(name).allMatch(error -> error.startsWith("503 "));
        assertThat(Duration.ofMillis(slowest.get())).as(name).isLessThan(CALLERS_LIMIT);
        assertThat(Duration.ofMillis(slowestHealth.get())).as(name).isLessThan(HEALTH);
        assertThat(health.keySet()).as(name).doesNotContain("ready none", "live none", "live 503");
        assertThat(recovered).as(name).isLessThanOrEqualTo(RECOVERY);
    }

    private String seen(List<Site> sites) {
        int acknowledged =
                sites.stream().mapToInt(site -> site.acknowledged().size()).sum();
        return "callers " + answers + ", slowest " + slowest + " ms; health " + health + ", slowest " + slowestHealth
                + " ms; recovered after " + recovered.toMillis() + " ms; " + acknowledged
                + " acknowledged changes, 0 lost; trail complete and valid";
    }

    private static void count(Map<String, AtomicInteger> counts, String what) {
        counts.computeIfAbsent(what, any -> new AtomicInteger()).incrementAndGet();
    }

    private static void longest(AtomicLong longest, Instant start) {
        longest.accumulateAndGet(Duration.between(start, Instant.now()).toMillis(), Math::max);
    }
}
