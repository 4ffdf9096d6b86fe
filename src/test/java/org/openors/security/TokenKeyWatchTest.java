package org.openors.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openors.Fake.fake;

import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The timer is the test's. */
class TokenKeyWatchTest {

    private final TokenKeyWatch watch = new TokenKeyWatch();
    private final List<String> asked = new ArrayList<>();
    private final List<Object> times = new ArrayList<>();
    private final List<Object> cancelled = new ArrayList<>();
    private Runnable timer;

    @BeforeEach
    void start() {
        watch.clock = Clock.systemUTC();
        watch.keys = new SigningKeys() {
            @Override
            public boolean areKnown() {
                return asked.add("areKnown");
            }

            @Override
            void refresh() {
                asked.add("refresh");
            }
        };
        watch.executor = fake(ManagedScheduledExecutorService.class, (any, called, arguments) -> {
            assertThat(called.getName()).isEqualTo("scheduleWithFixedDelay");
            timer = (Runnable) arguments[0];
            times.addAll(List.of(arguments).subList(1, 4));
            return fake(ScheduledFuture.class, (future, cancel, how) -> cancelled.add(how[0]));
        });
        watch.start();
    }

    @Test
    void theKeysAreReadBeforeTheFirstRequest() {
        assertThat(asked).containsExactly("areKnown");
    }

    @Test
    void theyAreLookedAtAgainAfterEachPause() {
        assertThat(times).containsExactly(0L, SigningKeys.PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        timer.run();
        timer.run();
        assertThat(asked).containsExactly("areKnown", "refresh", "refresh");
    }

    @Test
    void theStopEndsIt() {
        watch.stop();
        assertThat(cancelled).containsExactly(false);
    }
}
