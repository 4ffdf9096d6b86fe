package org.openors.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openors.LoggedLines;

class RepeatedTaskTest {

    @RegisterExtension
    final LoggedLines log = new LoggedLines(RepeatedTask.class);

    private final List<String> logged = log.lines();
    private final TurnedClock clock = new TurnedClock();
    private String failure;
    private int runs;
    private final RepeatedTask task = new RepeatedTask(
            "counting",
            () -> {
                runs++;
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
}
