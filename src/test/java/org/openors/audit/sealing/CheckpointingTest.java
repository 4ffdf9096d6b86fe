package org.openors.audit.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checkpoints are due every ten minutes and every 10,000 records, and if a chain or the clock went back. */
class CheckpointingTest {

    private static final Instant LAST = Instant.parse("2026-11-23T09:30:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, PT9M59.999S, false",
        "0, PT10M, true",
        "1, PT9M59.999S, false",
        "1, PT10M, true",
        "9999, PT0S, false",
        "9999, PT9M59.999S, false",
        "10000, PT0S, true",
        "-1, PT0S, true",
        "0, PT-1S, true"
    })
    void isDue(long records, Duration since, boolean due) {
        var attested = new Attested();
        attested.noteComparison(LAST, BigDecimal.valueOf(5));
        assertThat(Checkpointing.isDue(attested, BigDecimal.valueOf(5 + records), LAST.plus(since)))
                .isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void isDueAtOnceIfThisNodeHasAttestedNothing(long records) {
        assertThat(Checkpointing.isDue(new Attested(), BigDecimal.valueOf(records), LAST))
                .isTrue();
    }
}
