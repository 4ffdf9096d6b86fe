package org.openors.audit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openors.audit.AuditField;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;
import org.openors.audit.Checkpoint;
import org.openors.keys.TestKeys;

/** Five records, each sealed a time after it happened. */
class SealTimesTest {

    private static final ChainName CHAIN = new ChainName(UUID.randomUUID(), "active");
    private static final Duration USUAL = Duration.ofSeconds(2);
    private static final Duration LATE = Duration.ofSeconds(61);

    @TempDir
    Path directory;

    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private AuditMacs macs;
    private SealedChain chain;

    @BeforeEach
    void makeAKey() {
        macs = new AuditMacs(TestKeys.of(directory, "1:" + TestKeys.hex()));
        chain = new SealedChain(CHAIN, macs);
    }

    @Test
    void theUsualTwoSecondsAndAMinuteAreNotLate() {
        chain.seal(USUAL, USUAL, Duration.ofSeconds(59), Duration.ofSeconds(-5), USUAL);
        assertThat(verified().times().late()).isZero();
    }

    @Test
    void recordsThatWaitedForMoreThanAMinuteAreCounted() {
        chain.seal(USUAL, LATE, USUAL, Duration.ofHours(8), USUAL);
        var verified = verified();
        assertThat(verified.verified()).isEqualTo(5);
        assertThat(verified.times().late()).isEqualTo(2);
        assertThat(verified.times().firstLate()).isEqualTo(2);
    }

    @Test
    void aTimeThatWasChangedIsFound() {
        chain.seal(USUAL, LATE, USUAL, USUAL, USUAL);
        chain.change(
                1,
                chain.records().get(1).sealedAt().minus(LATE),
                chain.records().get(1).timeMac());
        assertThat(problem())
                .get()
                .extracting(Finding::sequence, Finding::problem)
                .containsExactly(2L, Problem.EDITED);
    }

    @Test
    void aTimeThatWasRemovedIsFoundAtTheNextSeal() {
        chain.seal(USUAL, LATE, USUAL, USUAL, USUAL);
        chain.change(1, null, null);
        assertThat(problem())
                .get()
                .extracting(Finding::sequence, Finding::problem)
                .containsExactly(3L, Problem.EDITED);
    }

    @Test
    void aTimeWithoutItsMacIsFound() {
        chain.seal(USUAL, LATE, USUAL, USUAL, USUAL);
        chain.change(4, chain.records().get(4).sealedAt(), null);
        assertThat(problem())
                .get()
                .extracting(Finding::sequence, Finding::problem)
                .containsExactly(5L, Problem.EDITED);
    }

    @Test
    void withoutTimesTheCheckpointBeforeARecordTellsThatItWasSealedLate() {
        chain.seal(USUAL, USUAL, LATE, LATE, USUAL);
        for (int i = 0; i < 5; i++) {
            chain.change(i, null, null);
        }
        assertThat(verified().times().late()).isZero();
        checkpoints.add(Checkpoint.of(
                occurred(2).plus(LATE), CHAIN, 2, chain.records().get(1).hash(), macs));
        assertThat(verified().times().firstLate()).isEqualTo(3);
    }

    private Instant occurred(int index) {
        return Instant.parse(chain.records().get(index).content().text(AuditField.OCCURRED_AT));
    }

    private ChainVerification verified() {
        var verification = verification();
        assertThat(verification.firstProblem(chain.records().iterator())).isEmpty();
        return verification;
    }

    private Optional<Finding> problem() {
        return verification().firstProblem(chain.records().iterator());
    }

    private ChainVerification verification() {
        var known = new KnownPlaces(
                macs, (wanted, each) -> checkpoints.forEach(checkpoint -> each.accept(Optional.of(checkpoint))));
        return new ChainVerification(macs, CHAIN, known, 0, null);
    }
}
