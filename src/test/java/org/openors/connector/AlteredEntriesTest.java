package org.openors.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openors.LoggedLines;
import org.openors.background.TurnedClock;
import org.openors.identity.DeviceKey;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;

/** Who can write to the database can't fill the log, and hides nothing. */
class AlteredEntriesTest {

    private static final String REMOVED =
            "SEVERE the entry of a connector's call was removed before its record was written: ";
    private static final String CHANGED = "SEVERE an entry of a connector's call was changed and is not recorded: ";

    @RegisterExtension
    final LoggedLines log = new LoggedLines(AlteredEntries.class);

    private final CallEntry entry = new CallEntry(
            new DeviceKey(new StudyMode(UUID.randomUUID(), Mode.active), UUID.randomUUID()), UUID.randomUUID());
    private final TurnedClock clock = new TurnedClock();
    private final AlteredEntries altered = new AlteredEntries();

    AlteredEntriesTest() {
        altered.clock = clock;
    }

    @Test
    void theFirstOfEachKindIsLoggedAtOnce() {
        altered.removed(entry);
        altered.changed(entry);
        altered.logOthers();
        assertThat(log.lines())
                .containsExactly(REMOVED + "count=1 entries=" + entry, CHANGED + "count=1 entries=" + entry);
    }

    @Test
    void furtherOnesAreCountedAndSomeAreNamedInALineAMinute() {
        for (int i = 0; i < 1_001; i++) {
            altered.removed(entry);
        }
        clock.pass(Duration.ofSeconds(59));
        altered.logOthers();
        assertThat(log.lines()).hasSize(1);
        clock.pass(Duration.ofSeconds(1));
        altered.logOthers();
        altered.logOthers();
        assertThat(log.lines()).hasSize(2);
        assertThat(log.lines().get(1)).startsWith(REMOVED + "count=1000 entries=" + entry);
        assertThat(log.lines().get(1).split("CallEntry")).hasSize(1 + 5);
    }

    @Test
    void noneIsLostAtTheStop() {
        altered.changed(entry);
        altered.changed(entry);
        altered.logAll();
        assertThat(log.lines()).hasSize(2).last().isEqualTo(CHANGED + "count=1 entries=" + entry);
        altered.logAll();
        assertThat(log.lines()).hasSize(2);
    }
}
