package org.openors.audit.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openors.audit.ChainName;
import org.openors.background.TurnedClock;

/** How far a pass goes while entries without a record are added at the end of the list, a full set after the other. */
class SealingPassTest {

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

    /** Each set has a planted entry and ends eight ids later, until the sixteenth, which is the last one. */
    private final class Endless extends Sealing {

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
