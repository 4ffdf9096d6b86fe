package org.openors.audit.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openors.LoggedLines;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;
import org.openors.audit.Checkpoint;
import org.openors.audit.CheckpointFile;
import org.openors.keys.TestKeys;

/** What a node that starts learns from its checkpoint file, and says of it. */
class CheckpointTailTest {

    private static final ChainName CHAIN = new ChainName(UUID.randomUUID(), "active");

    @RegisterExtension
    final LoggedLines log = new LoggedLines(CheckpointTail.class);

    private CheckpointFile file;
    private AuditMacs macs;

    @BeforeEach
    void makeAKey(@TempDir Path directory) {
        file = new CheckpointFile(directory.resolve("checkpoints"));
        macs = new AuditMacs(TestKeys.of(directory, TestKeys.hex()));
    }

    @Test
    void linesThatAreNotGenuineAreCountedInTheLog() throws IOException {
        file.append(List.of(stated(CHAIN, 3)));
        Files.writeString(
                file.path(),
                "{}\n" + stated(CHAIN, 5).line().replace("\"sequence\":5", "\"sequence\":7") + "\n",
                StandardOpenOption.APPEND);
        CheckpointTail.read(file, macs);
        assertThat(log.lines())
                .containsExactly("SEVERE lines of the audit checkpoint file are not genuine checkpoints: lines=2");
    }

    @Test
    void aGenuineFileOrNoneIsNoError() throws IOException {
        CheckpointTail.read(file, macs);
        file.append(List.of(stated(CHAIN, 3)));
        CheckpointTail.read(file, macs);
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void theLineWithinWhichTheEndOfALongFileBeginsIsNoError() throws IOException {
        file.append(List.of(stated(CHAIN, 3), stated(ChainName.OF_THE_SERVICE, 5)));
        long lastLine = stated(ChainName.OF_THE_SERVICE, 5).line().length() + 1;
        var attested = CheckpointTail.read(file, macs, lastLine + 10);
        assertThat(attested.chains()).containsExactly(ChainName.OF_THE_SERVICE);
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void growthIsCountedFromWhatTheFileAttests() throws IOException {
        assertThat(CheckpointTail.read(file, macs).recordsAtLastComparison()).isEqualByComparingTo("0");
        file.append(List.of(stated(CHAIN, 3), stated(ChainName.OF_THE_SERVICE, 5), stated(CHAIN, 4)));
        assertThat(CheckpointTail.read(file, macs).recordsAtLastComparison()).isEqualByComparingTo("9");
    }

    private Checkpoint stated(ChainName chain, long sequence) {
        return Checkpoint.of(SealedTrail.CLOCK.instant(), chain, sequence, new byte[32], macs);
    }
}
