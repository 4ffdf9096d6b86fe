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
import org.openors.audit.SealTime;
import org.openors.audit.WrittenRecords;
import org.openors.keys.TestKeys;

/** Five records, each sealed a time after it happened. */
class SealTimesTest {

    private static final ChainName CHAIN = new ChainName(UUID.randomUUID(), "active");
    private static final Duration USUAL = Duration.ofSeconds(2);
    private static final Duration LATE = Duration.ofSeconds(61);

    @TempDir
    Path directory;

    private final List<SealedRecord> chain = new ArrayList<>();
    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private AuditMacs macs;
    private byte[] hash;
    private Instant previous;

    @BeforeEach
    void makeAKey() {
        macs = new AuditMacs(TestKeys.of(directory, "1:" + TestKeys.hex()));
        hash = macs.start(CHAIN, "1").orElseThrow();
    }

    @Test
    void theUsualTwoSecondsAndAMinuteAreNotLate() {
        seal(USUAL, USUAL, Duration.ofSeconds(59), Duration.ofSeconds(-5), USUAL);
        assertThat(verified().times().late()).isZero();
    }

    @Test
    void recordsThatWaitedForMoreThanAMinuteAreCounted() {
        seal(USUAL, LATE, USUAL, Duration.ofHours(8), USUAL);
        var verified = verified();
        assertThat(verified.verified()).isEqualTo(5);
        assertThat(verified.times().late()).isEqualTo(2);
        assertThat(verified.times().firstLate()).isEqualTo(2);
    }

    @Test
    void aTimeThatWasChangedIsFound() {
        seal(USUAL, LATE, USUAL, USUAL, USUAL);
        change(1, chain.get(1).sealedAt().minus(LATE), chain.get(1).timeMac());
        assertThat(problem())
                .get()
                .extracting(Finding::sequence, Finding::problem)
                .containsExactly(2L, Problem.EDITED);
    }

    @Test
    void aTimeThatWasRemovedIsFoundAtTheNextSeal() {
        seal(USUAL, LATE, USUAL, USUAL, USUAL);
        change(1, null, null);
        assertThat(problem())
                .get()
                .extracting(Finding::sequence, Finding::problem)
                .containsExactly(3L, Problem.EDITED);
    }

    @Test
    void aTimeWithoutItsMacIsFound() {
        seal(USUAL, LATE, USUAL, USUAL, USUAL);
        change(4, chain.get(4).sealedAt(), null);
        assertThat(problem())
                .get()
                .extracting(Finding::sequence, Finding::problem)
                .containsExactly(5L, Problem.EDITED);
    }

    @Test
    void withoutTimesTheCheckpointBeforeARecordTellsThatItWasSealedLate() {
        seal(USUAL, USUAL, LATE, LATE, USUAL);
        for (int i = 0; i < 5; i++) {
            change(i, null, null);
        }
        assertThat(verified().times().late()).isZero();
        checkpoints.add(
                Checkpoint.of(occurred(2).plus(LATE), CHAIN, 2, chain.get(1).hash(), macs));
        assertThat(verified().times().firstLate()).isEqualTo(3);
    }

    /** Seals one record after the other. */
    private void seal(Duration... waits) {
        for (var wait : waits) {
            var record = WrittenRecords.one(CHAIN);
            var mac = WrittenRecords.macOf(record, macs);
            long sequence = chain.size() + 1L;
            hash = macs.link(hash, mac, "1").orElseThrow();
            var sealedAt = Instant.parse(record.text(AuditField.OCCURRED_AT)).plus(wait);
            var timeMac = new SealTime(CHAIN, sequence, record.id(), hash, sealedAt, previous).sign(macs, "1");
            chain.add(new SealedRecord(sequence, record.id(), record, "1", mac, "1", hash, sealedAt, timeMac));
            previous = sealedAt;
        }
    }

    private void change(int index, Instant sealedAt, byte[] timeMac) {
        var old = chain.get(index);
        chain.set(
                index,
                new SealedRecord(
                        old.sequence(),
                        old.recordId(),
                        old.content(),
                        old.keyId(),
                        old.mac(),
                        old.sealKeyId(),
                        old.hash(),
                        sealedAt,
                        timeMac));
    }

    private Instant occurred(int index) {
        return Instant.parse(chain.get(index).content().text(AuditField.OCCURRED_AT));
    }

    private ChainVerification verified() {
        var verification = verification();
        assertThat(verification.firstProblem(chain.iterator())).isEmpty();
        return verification;
    }

    private Optional<Finding> problem() {
        return verification().firstProblem(chain.iterator());
    }

    private ChainVerification verification() {
        var known = new KnownPlaces(
                macs, (wanted, each) -> checkpoints.forEach(checkpoint -> each.accept(Optional.of(checkpoint))));
        return new ChainVerification(macs, CHAIN, known, 0, null);
    }
}
