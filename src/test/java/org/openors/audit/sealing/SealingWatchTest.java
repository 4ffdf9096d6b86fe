package org.openors.audit.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openors.LoggedLines;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;
import org.openors.audit.RecordWritten;
import org.openors.background.TurnedClock;
import org.openors.figures.Figure;
import org.openors.figures.Figures;
import org.openors.figures.ReadFigures;
import org.openors.identity.Identifier;
import org.openors.keys.TestKeys;

/** A record that waits for more than a minute is an error in the log, once a minute, whoever holds it up. */
class SealingWatchTest {

    private static final Duration LOOK = Duration.ofSeconds(10);

    @RegisterExtension
    final LoggedLines log = new LoggedLines(SealingWatch.class);

    private final List<String> logged = log.lines();

    /** The waiting records, and when they say that they happened. */
    private static final class FakeList extends WaitingList {
        private final Map<UUID, Instant> records = new HashMap<>();
        private final Map<UUID, SealedPlace> seals = new HashMap<>();
        private RuntimeException failure;

        @Override
        public Map<UUID, Instant> first() {
            if (failure != null) {
                throw failure;
            }
            return new HashMap<>(records);
        }

        @Override
        public Collection<SealedPlace> seals(Collection<UUID> ids) {
            return ids.stream().map(seals::get).filter(Objects::nonNull).toList();
        }

        @Override
        public long count() {
            return records.size();
        }
    }

    private final TurnedClock clock = new TurnedClock();
    private final FakeList waiting = new FakeList();
    private final OwnRecords own = new OwnRecords();
    private final SealingWatch watch = new SealingWatch();

    private AuditMacs macs;

    @BeforeEach
    void listen(@TempDir Path directory) throws IOException {
        macs = new AuditMacs(TestKeys.of(directory, TestKeys.hex()));
        own.macs = macs;
        watch.clock = clock;
        watch.waiting = waiting;
        watch.faults = new Faults();
        watch.own = own;
        own.list = waiting;
        own.clock = clock;
    }

    @Test
    void aRecordThatWaitsForMoreThanAMinuteIsLoggedEveryMinute() {
        waiting.records.put(UUID.randomUUID(), clock.instant());
        look(6);
        assertThat(logged).isEmpty();
        look(1);
        assertThat(logged)
                .containsExactly(
                        "SEVERE audit records wait for their seal for more than 60 s waiting=1 oldestSeconds=60");
        look(5);
        assertThat(logged).hasSize(1);
        look(1);
        assertThat(logged).hasSize(2).last().asString().endsWith("oldestSeconds=120");
        waiting.records.clear();
        look(20);
        assertThat(logged).hasSize(2);
    }

    @Test
    void aRecordIsOverdueWhateverItSaysOfItsAge() {
        waiting.records.put(UUID.randomUUID(), clock.instant().plusSeconds(86_400));
        waiting.records.put(UUID.randomUUID(), null);
        look(7);
        assertThat(logged).singleElement().asString().contains("waiting=2 oldestSeconds=60");
    }

    /** As PostgreSQL's {@code -infinity}, which anybody may have written. */
    @Test
    void theDelayIsAFigureWhateverARecordSaysOfItsAge() {
        watch.figures = new Figures();
        watch.offer();
        waiting.records.put(UUID.randomUUID(), OffsetDateTime.MIN.toInstant());
        look(2);
        assertThat(ReadFigures.value(watch.figures, Figure.SEALING_DELAY)).isGreaterThan(1e15);
        assertThat(logged).singleElement().asString().contains("waiting=1 oldestSeconds=");
    }

    @Test
    void anOldRecordIsOverdueAtTheSecondLook() {
        waiting.records.put(UUID.randomUUID(), clock.instant().minusSeconds(3_600));
        look(1);
        assertThat(logged).isEmpty();
        look(1);
        assertThat(logged).singleElement().asString().endsWith("oldestSeconds=3610");
    }

    /** Nobody sees it wait: it is gone, was never put on the list, or is hidden. */
    @Test
    void aRecordOfThisNodeThatIsNeverSealedIsLoggedEveryMinute() {
        var gone = UUID.randomUUID();
        written(List.of(gone, UUID.randomUUID()));
        look(6);
        assertThat(logged).isEmpty();
        look(2);
        assertThat(logged)
                .singleElement()
                .asString()
                .startsWith(
                        "SEVERE audit records that this node wrote have no seal after more than 60 s count=2 records=")
                .contains(Identifier.format(gone));
        look(6);
        assertThat(logged).hasSize(2);
        waiting.seals.put(gone, seal(gone));
        look(6);
        assertThat(logged).hasSize(3).last().asString().contains("count=1").doesNotContain(Identifier.format(gone));
    }

    /** The entry of a connector's call is gone, and its record was never written. The call itself may take its time. */
    @Test
    void aRecordThatThisNodeHasPromisedIsDemandedWhenItsTimeIsOver() {
        var lost = UUID.randomUUID();
        var writtenByAnother = UUID.randomUUID();
        for (var id : List.of(lost, writtenByAnother)) {
            own.note(new RecordWritten(id, Duration.ofSeconds(20)));
        }
        look(3);
        waiting.seals.put(writtenByAnother, seal(writtenByAnother));
        look(5);
        assertThat(logged).isEmpty();
        look(2);
        assertThat(logged).singleElement().asString().endsWith("count=1 records=" + Identifier.format(lost));
    }

    /** Who swallows a record can plant a seal of it. */
    @Test
    void aSealThatTheKeyDoesNotProveIsNone() {
        var ids = Stream.generate(UUID::randomUUID).limit(5).toList();
        written(ids);
        var genuine = seal(ids.get(0));
        waiting.seals.put(ids.get(0), genuine);
        waiting.seals.put(ids.get(1), copy(genuine, ids.get(1), genuine.timeMac(), genuine.previous()));
        waiting.seals.put(ids.get(2), copy(genuine, ids.get(2), null, genuine.previous()));
        waiting.seals.put(ids.get(3), copy(seal(ids.get(3)), ids.get(3), genuine.timeMac(), clock.instant()));
        look(8);
        assertThat(logged).singleElement().asString().contains("count=4");
    }

    private static SealedPlace copy(SealedPlace seal, UUID id, byte[] timeMac, Instant previous) {
        var time = timeMac == null ? null : seal.sealedAt();
        return new SealedPlace(
                seal.place(), id, seal.hash(), seal.keyId(), time, timeMac, seal.before(), previous, seal.record());
    }

    private SealedPlace seal(UUID id) {
        var keyId = macs.newestKeyId();
        var start = ChainLink.start(new ChainName(UUID.randomUUID(), "active"), macs, keyId);
        var link = start.join(new byte[32], macs, keyId, clock.instant());
        var timeMac = NewSeal.of(id, link, start, macs, keyId).timeMac();
        var record = new SealedPlace.Content(null, keyId, new byte[32]);
        return new SealedPlace(link.place(), id, link.hash(), keyId, clock.instant(), timeMac, null, null, record);
    }

    @Test
    void recordsOfThisNodeThatAreSealedAreForgotten() {
        var ids = Stream.generate(UUID::randomUUID).limit(OwnRecords.MOST).toList();
        written(ids);
        ids.forEach(id -> waiting.seals.put(id, seal(id)));
        look(1);
        written(List.of(UUID.randomUUID()));
        clock.pass(Duration.ofDays(-1));
        look(6);
        assertThat(logged).isEmpty();
        look(2);
        assertThat(logged).singleElement().asString().contains("count=1");
    }

    @Test
    void whatIsNotSealedIsRememberedUpToALimit() {
        written(Stream.generate(UUID::randomUUID).limit(OwnRecords.MOST + 1).toList());
        clock.pass(OverdueRecords.LIMIT);
        assertThat(own.faults(clock.instant()).values())
                .singleElement()
                .asString()
                .contains("count=" + OwnRecords.MOST);
    }

    @Test
    void othersThatAreSealedMeanwhileAreNotOverdue() {
        for (int i = 0; i < 30; i++) {
            waiting.records.clear();
            waiting.records.put(UUID.randomUUID(), clock.instant().minusSeconds(3_600));
            look(1);
        }
        assertThat(logged).isEmpty();
    }

    @Test
    void whatWasFoundIsLoggedEvenIfTheDatabaseCannotBeAsked() {
        waiting.failure = new IllegalStateException("the table is locked");
        watch.faults.replace("sealing", Duration.ZERO, Map.of("a", "a fault"), clock.instant());
        assertThatThrownBy(watch::look).hasMessage("the table is locked");
        assertThat(logged).containsExactly("SEVERE a fault");
    }

    @Test
    void aNewFaultIsNotHiddenByManyOld() {
        var lines = new HashMap<String, String>();
        for (int i = 0; i < 2_000; i++) {
            lines.put("old " + i, "old");
        }
        watch.faults.replace("sealing", Duration.ZERO, lines, clock.instant());
        look(3);
        assertThat(logged).hasSize(3 * Faults.LINES);
        watch.faults.replace("other", Duration.ZERO, Map.of("new", "new"), clock.instant());
        look(1);
        assertThat(logged).contains("SEVERE new");
    }

    /** In seconds. */
    @Test
    void theFigureOfTheDelayGrowsWhileARecordWaits() {
        watch.figures = new Figures();
        watch.offer();
        assertThat(delay()).isZero();
        waiting.records.put(UUID.randomUUID(), clock.instant().minusMillis(1_500));
        waiting.records.put(UUID.randomUUID(), clock.instant());
        watch.look();
        assertThat(delay()).isEqualTo(1.5);
        clock.pass(Duration.ofSeconds(40));
        assertThat(delay()).isEqualTo(41.5);
        clock.pass(Duration.ofHours(-1));
        assertThat(delay()).isZero();
        waiting.records.clear();
        watch.look();
        assertThat(delay()).isZero();
    }

    private double delay() {
        return ReadFigures.value(watch.figures, Figure.SEALING_DELAY);
    }

    private void written(List<UUID> ids) {
        ids.forEach(id -> own.note(new RecordWritten(id, Duration.ZERO)));
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            watch.look();
            clock.pass(LOOK);
        }
    }
}
