package org.openors.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepeatedTaskTest {

    private static final Logger LOG = Logger.getLogger(RepeatedTask.class.getName());

    private final List<String> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
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

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
    }

    @AfterEach
    void listenNoLonger() {
        LOG.removeHandler(handler);
    }

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
                        "counting fails: the database is away",
                        "counting fails: the disk is full",
                        "counting works again");
    }
}
