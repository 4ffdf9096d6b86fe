package org.openors.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.openors.Fake.fake;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openors.LoggedLines;

class RepeatedTaskTest {

    @RegisterExtension
    final LoggedLines log = new LoggedLines(RepeatedTask.class);

    private final List<String> logged = log.lines();
    private final TurnedClock clock = new TurnedClock();
    private String failure;
    private Error error;
    private Runnable whileRunning = () -> {};
    private int runs;
    private final RepeatedTask task = new RepeatedTask(
            "counting",
            () -> {
                runs++;
                whileRunning.run();
                if (error != null) {
                    throw error;
                }
                if (failure != null) {
                    throw new IllegalStateException(failure);
                }
            },
            clock);

    @Test
    void aTaskThatWorksLogsNothing() {
        task.run();
        task.run();
        assertThat(runs).isEqualTo(2);
        assertThat(logged).isEmpty();
    }

    @Test
    void aFailureThatLastsIsLoggedEveryMinute() {
        failure = "the database is away";
        task.run();
        clock.pass(Duration.ofSeconds(59));
        task.run();
        assertThat(logged).hasSize(1);
        clock.pass(Duration.ofSeconds(1));
        task.run();
        task.run();
        assertThat(logged).hasSize(2);
        clock.pass(Duration.ofHours(-1));
        task.run();
        assertThat(logged).hasSize(3);
    }

    @Test
    void aFailureIsLoggedOnceAndSoIsItsEnd() {
        failure = "the database is away";
        assertThatCode(task::run).doesNotThrowAnyException();
        task.run();
        clock.pass(Duration.ofMinutes(1));
        failure = "the disk is full";
        task.run();
        failure = null;
        task.run();
        task.run();
        assertThat(runs).isEqualTo(5);
        assertThat(logged)
                .containsExactly(
                        "SEVERE counting fails: the database is away",
                        "SEVERE counting fails: the disk is full",
                        "INFO counting works again");
    }

    /** As a trigger can make it that fails every second time, each time with another text. */
    @Test
    void aTaskThatFailsNowAndThenDoesNotFillTheLog() {
        for (int second = 0; second < 120; second++) {
            failure = second % 2 == 0 ? "failure " + second : null;
            task.run();
            clock.pass(Duration.ofSeconds(1));
        }
        assertThat(logged)
                .containsExactly(
                        "SEVERE counting fails: failure 0",
                        "INFO counting works again",
                        "SEVERE counting fails: failure 60",
                        "INFO counting works again");
    }

    /** An executor would never run it again. */
    @Test
    void anErrorEndsNothing() {
        error = new StackOverflowError("too deep");
        assertThatCode(task::run).doesNotThrowAnyException();
        assertThat(log.thrown()).containsExactly(error);
        error = null;
        task.run();
        assertThat(logged).containsExactly("SEVERE counting fails: too deep", "INFO counting works again");
    }

    @Test
    void aRunThatDoesNotEndIsLoggedEveryMinuteUntilItDoes() {
        start();
        var line = "SEVERE counting hangs: its run has not ended for more than 60 s seconds=";
        whileRunning = () -> {
            lookAfter(Duration.ofSeconds(60));
            assertThat(logged).isEmpty();
            lookAfter(Duration.ofSeconds(1));
            lookAfter(Duration.ofSeconds(59));
            assertThat(logged).containsExactly(line + 61);
            lookAfter(Duration.ofSeconds(1));
            assertThat(logged).containsExactly(line + 61, line + 121);
        };
        task.run();
        lookAfter(Duration.ofHours(1));
        assertThat(logged).hasSize(2);
        whileRunning = () -> lookAfter(Duration.ofSeconds(60));
        task.run();
        task.stop();
        whileRunning = () -> lookAfter(Duration.ofHours(1));
        task.run();
        assertThat(logged).hasSize(2);
    }

    /** As a pass of sealing does after a very large import. */
    @Test
    void aRunThatGoesOnDoesNotHangHoweverLongItLasts() {
        start();
        whileRunning = () -> {
            for (int part = 0; part < 10; part++) {
                lookAfter(Duration.ofSeconds(60));
                RepeatedTask.goesOn();
            }
            assertThat(logged).isEmpty();
            lookAfter(Duration.ofSeconds(61));
            assertThat(logged).singleElement().asString().endsWith("seconds=61");
        };
        task.run();
        RepeatedTask.goesOn();
        lookAfter(Duration.ofHours(1));
        task.stop();
        assertThat(logged).hasSize(1);
    }

    @Test
    void aRunThatHangsIsLoggedAlsoIfTheClockIsSetBack() {
        start();
        whileRunning = () -> {
            lookAfter(Duration.ofHours(-1));
            assertThat(logged).isEmpty();
            lookAfter(Duration.ofSeconds(61));
            assertThat(logged).singleElement().asString().endsWith("seconds=61");
        };
        task.run();
        task.stop();
    }

    private void start() {
        task.start(
                fake(
                        ScheduledExecutorService.class,
                        (any, called, arguments) -> fake(ScheduledFuture.class, (future, cancel, how) -> true)),
                Duration.ofSeconds(1));
    }

    private void lookAfter(Duration time) {
        clock.pass(time);
        HangingRuns.look();
    }
}
