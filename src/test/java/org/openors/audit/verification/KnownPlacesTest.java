package org.openors.audit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;
import org.openors.audit.Checkpoint;
import org.openors.audit.CheckpointFile;
import org.openors.keys.TestKeys;

/** A hundred checkpoints, of which ten are in memory at once. */
class KnownPlacesTest {

    private static final ChainName CHAIN = new ChainName(UUID.randomUUID(), "active");
    private static final ChainName OTHER = new ChainName(CHAIN.studyId(), "test");
    private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");
    private static final Instant LATER = NOW.plusSeconds(600);
    private static final int WINDOW = 10;

    @TempDir
    Path directory;

    private AuditMacs macs;
    private CheckpointFile file;
    private int scans;

    @BeforeEach
    void makeAFile() {
        macs = new AuditMacs(TestKeys.of(directory, TestKeys.hex()));
        file = new CheckpointFile(directory.resolve("checkpoints"));
    }

    @Test
    void everyOneIsComparedInWhateverOrderTheyStand() throws IOException {
        var places = new ArrayList<>(
                LongStream.rangeClosed(1, 100).map(i -> i * 3).boxed().toList());
        Collections.shuffle(places, new Random(1));
        for (long place : places) {
            file.append(List.of(at(CHAIN, place, 0), at(OTHER, place, 1)));
        }
        var known = known();

        assertThat(known.count()).isEqualTo(100);
        assertThat(known.highest()).isEqualTo(300);
        for (long place = 1; place <= 310; place++) {
            boolean isStated = place % 3 == 0 && place <= 300;
            assertThat(known.allow(place, hash(0))).isTrue();
            assertThat(known.allow(place, hash(1))).isEqualTo(!isStated);
            assertThat(known.hashAt(place).isPresent()).isEqualTo(isStated);
        }
        assertThat(scans).isEqualTo(1 + 100 / WINDOW);
        assertThat(known.bad()).isEmpty();
    }

    @Test
    void twoThatContradictEachOtherAllowNoHash() throws IOException {
        file.append(List.of(at(CHAIN, 5, 0), at(CHAIN, 5, 1)));
        var known = known();
        assertThat(known.allow(5, hash(0))).isFalse();
        assertThat(known.allow(5, hash(1))).isFalse();
    }

    @Test
    void onesThatAreNotGenuineSayNothingAndAreNamed() throws IOException {
        var forged = at(CHAIN, 7, 0);
        file.append(List.of(
                at(CHAIN, 5, 0), new Checkpoint(forged.time(), CHAIN, 9, forged.hash(), forged.keyId(), forged.mac())));
        var known = known();
        assertThat(known.highest()).isEqualTo(5);
        assertThat(known.hashAt(9)).isEmpty();
        assertThat(known.bad())
                .get()
                .extracting(Finding::sequence, Finding::problem)
                .containsExactly(9L, Problem.EDITED);
        assertThat(known.newest()).isEqualTo(Optional.of(NOW));
    }

    @Test
    void twoThatContradictEachOtherAtTheLastPlaceInMemoryAllowNoHash() throws IOException {
        for (long place = 1; place <= WINDOW; place++) {
            file.append(List.of(at(CHAIN, place, 0)));
        }
        file.append(List.of(at(CHAIN, WINDOW + 1, 0), at(CHAIN, WINDOW, 1)));
        var known = known();
        assertThat(known.allow(1, hash(0))).isTrue();
        assertThat(known.allow(WINDOW, hash(0))).isFalse();
        assertThat(known.allow(WINDOW, hash(1))).isFalse();
        assertThat(known.allow(WINDOW + 1, hash(0))).isTrue();
    }

    @Test
    void ofTwoThatAgreeTheEarlierTellsTheTime() throws IOException {
        file.append(List.of(at(CHAIN, 5, 0), at(LATER, 5)));
        file.append(List.of(at(LATER, 6), at(CHAIN, 6, 0)));
        var known = known();
        assertThat(known.timeAt(4)).isEmpty();
        assertThat(known.timeAt(5)).contains(NOW);
        assertThat(known.timeAt(6)).contains(NOW);
    }

    @Test
    void theNewestIsTheOneMadeLastWhereverItStands() throws IOException {
        assertThat(known().newest()).isEmpty();
        file.append(List.of(at(CHAIN, 5, 0), at(LATER, 6), at(CHAIN, 7, 0)));
        assertThat(known().newest()).contains(LATER);
    }

    @Test
    void aLineThatIsNoCheckpointIsNamedAndCountedAndHasNoPlace() throws IOException {
        Files.writeString(file.path(), "{\"studyId\": \"" + CHAIN.study() + "\"}\n");
        file.append(List.of(at(CHAIN, 5, 0)));
        var known = known();
        assertThat(known.count()).isEqualTo(2);
        assertThat(known.highest()).isEqualTo(5);
        assertThat(known.bad()).contains(Finding.outside(null, Problem.EDITED, "a checkpoint can't be read"));
    }

    private KnownPlaces known() {
        return new KnownPlaces(
                macs,
                (wanted, each) -> {
                    scans++;
                    file.forEach(CHAIN, wanted, each);
                },
                WINDOW);
    }

    private Checkpoint at(ChainName chain, long place, int hash) {
        return Checkpoint.of(NOW, chain, place, hash(hash), macs);
    }

    private Checkpoint at(Instant time, long place) {
        return Checkpoint.of(time, CHAIN, place, hash(0), macs);
    }

    private static byte[] hash(int last) {
        var hash = new byte[32];
        hash[31] = (byte) last;
        return hash;
    }
}
