package org.openors.audit.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A checkpoint is due every ten minutes and every 10,000 records, if there is anything to state. */
class CheckpointingTest {

    private static final Instant LAST = Instant.parse("2026-11-23T09:30:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, PT24H, false",
        "1, PT9M59.999S, false",
        "1, PT10M, true",
        "9999, PT0S, false",
        "9999, PT9M59.999S, false",
        "10000, PT0S, true"
    })
    void isDue(long records, Duration since, boolean due) {
        assertThat(Checkpointing.isDue(new SealingTables.SinceCheckpoint(records, LAST), LAST.plus(since)))
                .isEqualTo(due);
    }
}
