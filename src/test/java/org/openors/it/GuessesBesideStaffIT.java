package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A hundred strangers who guess at one access ID do not hold up the site staff. */
@ExtendWith(RunningService.class)
class GuessesBesideStaffIT {

    private static final int GUESSERS = 100;
    private static final int RECREATIONS = 10;
    private static final String WAITING =
            "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'UPDATE bootstrap_credential%'";

    private final ExecutorService guessers = Executors.newFixedThreadPool(GUESSERS);
    private Pair wrong;
    private SampleStudy staff;

    @BeforeEach
    void register(Api api) {
        wrong = Pair.registered(api, SampleStudy.in(api)).withWrongOtp();
        staff = SampleStudy.in(api);
        staff.registerMonitor(api);
    }

    @AfterEach
    void stop() {
        guessers.shutdownNow();
    }

    /** The worst case: somebody locks the row of the access ID, so that no guess at it ends. */
    @Test
    void recreationsSucceedAtOnceWhileTheGuessesWaitForTheRow(Api api, Database database) throws Exception {
        assumeTrue(database.isPostgres(), "the embedded database has one writer at a time (ADR 16)");
        List<CompletableFuture<Answer>> guesses;
        try (var holder = hold(database, wrong)) {
            guesses = guess(api, GUESSERS);
            Waiting.until(Duration.ofSeconds(10), () -> !database.rows(WAITING).isEmpty());
            assertThat(median(recreations(api))).isLessThan(Duration.ofSeconds(1));
            assertThat(database.rows(WAITING)).hasSize(1);
            holder.rollback();
        }
        assertAnswered(guesses);
    }

    /** Without turns it was two seconds, and fourteen at the most. */
    @Test
    void recreationsTakeLessThanASecondWhileTheyGuess(Api api) {
        var guesses = guess(api, Scale.of(150, 300, 5_000));
        guesses.get(0).join();
        var median = median(recreations(api));
        assertAnswered(guesses);
        ReliabilityReport.add("recreations while 100 guess at one access ID", "median " + median.toMillis() + " ms");
        assertThat(median).isLessThan(Duration.ofSeconds(1));
    }

    private List<CompletableFuture<Answer>> guess(Api api, int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> wrong.redeem(api), guessers))
                .toList();
    }

    private static void assertAnswered(List<CompletableFuture<Answer>> guesses) {
        assertThat(guesses)
                .allSatisfy(guess -> assertThat(guess.join().status()).isIn(401, 429, 503));
    }

    private List<Duration> recreations(Api api) {
        return IntStream.range(0, RECREATIONS).mapToObj(i -> recreation(api)).toList();
    }

    private Duration recreation(Api api) {
        var start = Instant.now();
        assertThat(api.put(staff.accessCodePath(staff.monitor)).status()).isEqualTo(200);
        return Duration.between(start, Instant.now());
    }

    private static Duration median(List<Duration> recreations) {
        return recreations.stream().sorted().toList().get(recreations.size() / 2);
    }

    private static Connection hold(Database database, Pair pair) throws SQLException {
        var connection = database.connect();
        connection.setAutoCommit(false);
        try (var lock = connection.createStatement()) {
            lock.execute("SELECT 1 FROM bootstrap_credential WHERE access_id = '" + pair.accessId() + "' FOR UPDATE");
        }
        return connection;
    }
}
