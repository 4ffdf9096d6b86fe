package org.openors.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openors.keys.TestKeys;

class CheckpointFileTest {

    private static final ChainName CHAIN = new ChainName(UUID.randomUUID(), "active");
    private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");

    @TempDir
    Path directory;

    private Path path;
    private CheckpointFile file;
    private AuditMacs macs;

    @BeforeEach
    void makeAKey() {
        path = directory.resolve("checkpoints");
        file = new CheckpointFile(path);
        macs = new AuditMacs(TestKeys.of(directory, TestKeys.hex()));
    }

    @Test
    void keepsWhatIsStatedOfEachChain() throws IOException {
        assertThat(file.of(CHAIN)).isEmpty();
        file.append(List.of(stated(CHAIN, 3), stated(ChainName.OF_THE_SERVICE, 5)));
        file.append(List.of(stated(CHAIN, 7)));
        assertThat(file.of(CHAIN)).extracting(Checkpoint::sequence).containsExactly(3L, 7L);
        assertThat(file.of(CHAIN)).allMatch(checkpoint -> checkpoint.isGenuine(macs));
        assertThat(file.of(ChainName.OF_THE_SERVICE)).hasSize(1);
        assertThat(Files.readAllLines(path)).hasSize(3);
    }

    @Test
    void aLineThatANodeDidNotFinishIsPassedOverAndSpoilsNoOther() throws IOException {
        file.append(List.of(stated(CHAIN, 3)));
        Files.writeString(path, stated(CHAIN, 4).line().substring(0, 40), StandardOpenOption.APPEND);
        assertThat(file.of(CHAIN)).hasSize(1);
        file.append(List.of(stated(CHAIN, 5)));
        assertThat(file.of(CHAIN)).extracting(Checkpoint::sequence).containsExactly(3L, 5L);
    }

    @Test
    void aLineOfTheChainThatIsNoCheckpointIsTold() throws IOException {
        file.append(List.of(stated(CHAIN, 3)));
        Files.writeString(
                path,
                stated(CHAIN, 4).line().replace("\"hash\"", "\"hush\"") + "\n" + "\u00ff{\"sequence\":5}\n",
                StandardOpenOption.APPEND);
        var read = new ArrayList<Optional<Checkpoint>>();
        file.forEach(CHAIN, any -> true, read::add);
        assertThat(read).hasSize(2).contains(Optional.empty());
    }

    @Test
    void damageToALineOfOneChainDoesNotConcernAnother() throws IOException {
        file.append(List.of(stated(CHAIN, 3)));
        Files.write(path, new byte[] {'{', (byte) 0xC3, 0, '}', '\n'}, StandardOpenOption.APPEND);
        assertThat(file.of(CHAIN)).hasSize(1);
    }

    @Test
    void aCheckpointThatWasChangedIsNotGenuine() throws IOException {
        file.append(List.of(stated(CHAIN, 3)));
        Files.writeString(path, Files.readString(path).replace("\"sequence\":3", "\"sequence\":2"));
        assertThat(file.of(CHAIN)).hasSize(1).noneMatch(checkpoint -> checkpoint.isGenuine(macs));
    }

    @Test
    void namesTheChainsOfItsLinesGenuineOrNot() throws IOException {
        assertThat(file.chains(5)).isEmpty();
        var forged = new ChainName(UUID.randomUUID(), "test");
        var others = new AuditMacs(TestKeys.of(Files.createDirectory(directory.resolve("other")), TestKeys.hex()));
        file.append(List.of(
                Checkpoint.of(NOW, forged, 1, new byte[32], others),
                Checkpoint.of(NOW, CHAIN, 1, new byte[32], others),
                stated(ChainName.OF_THE_SERVICE, 5),
                stated(CHAIN, 3),
                stated(CHAIN, 4)));
        var incomplete =
                stated(new ChainName(UUID.randomUUID(), "test"), 4).line().substring(0, 90);
        Files.writeString(path, "x\n{}\n\u00ff" + incomplete, StandardOpenOption.APPEND);
        assertThat(file.chains(5)).containsExactly(forged, CHAIN, ChainName.OF_THE_SERVICE);
        assertThat(file.chains(1)).containsExactly(forged);
    }

    private Checkpoint stated(ChainName chain, long sequence) {
        return Checkpoint.of(NOW, chain, sequence, new byte[32], macs);
    }
}
