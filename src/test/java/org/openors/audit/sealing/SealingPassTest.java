package org.openors.audit.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openors.Fake.fake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openors.LoggedLines;
import org.openors.audit.ChainName;
import org.openors.background.HangingRuns;
import org.openors.background.RepeatedTask;
import org.openors.background.TurnedClock;

/** How far a pass goes while entries without a record are added at the end of the list, a full set after the other. */
class SealingPassTest {

    @RegisterExtension
    final LoggedLines log = new LoggedLines(RepeatedTask.class);

    private final List<UUID> begun = new ArrayList<>();

    /** The database orders ids without a sign. */
    @ParameterizedTest
    @CsvSource({
        "00000000-0000-0000-0000-000000000007, 1",
        "00000000-0000-0000-0000-000000000008, 1",
        "00000000-0000-0000-0000-000000000009, 2",
        "00000000-0000-0000-0000-000000000018, 3",
        "7fffffff-0000-0000-0000-000000000000, 16",
        "80000000-0000-0000-0000-000000000000, 16"
    })
    void itEndsAtTheLastEntryThatWasThereWhenItBegan(UUID last, int sets) {
        var pass = new SealingPass();
        pass.sealing = new Endless(last);
        pass.faults = new Faults();
        pass.clock = new TurnedClock();
        pass.run();
        assertThat(begun).hasSize(sets);
        assertThat(pass.faults.due(pass.clock.instant().plus(Faults.GRACE)))
                .singleElement()
                .asString()
                .contains("the record is gone count=" + sets);
    }

    /** As after a very large import. */
    @Test
    void aPassOfManySetsDoesNotHang() {
        var turned = new TurnedClock();
        var pass = new SealingPass();
        pass.sealing = new Endless(new UUID(-1, -1)) {
            @Override
            public Optional<SealedSet> sealOneSet(UUID after, Predicate<ChainName> isWanted) {
                turned.pass(Duration.ofSeconds(50));
                HangingRuns.look();
                return super.sealOneSet(after, isWanted);
            }
        };
        pass.faults = new Faults();
        pass.clock = turned;
        var task = new RepeatedTask("sealing the audit trail", pass::run, turned);
        task.start(
                fake(
                        ScheduledExecutorService.class,
                        (any, called, arguments) -> fake(ScheduledFuture.class, (future, cancel, how) -> true)),
                Duration.ofSeconds(1));
        task.run();
        task.stop();
        assertThat(begun).hasSize(16);
        assertThat(log.lines()).isEmpty();
    }

    /** Each set has a planted entry and ends eight ids later, until the sixteenth, which is the last one. */
    private class Endless extends Sealing {

        private final UUID last;

        Endless(UUID last) {
            this.last = last;
        }

        @Override
        public Optional<UUID> lastWaiting() {
            return Optional.of(last);
        }

        @Override
        public Optional<SealedSet> sealOneSet(UUID after, Predicate<ChainName> isWanted) {
            begun.add(after);
            var next = new UUID(0, 8L * begun.size());
            return Optional.of(new SealedSet(
                    0, begun.size() < 16 ? next : null, Map.of("the record is gone", List.of(next)), Map.of()));
        }
    }
}
