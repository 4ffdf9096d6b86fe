package org.openors.audit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;
import org.openors.audit.Checkpoint;
import org.openors.audit.CheckpointFile;
import org.openors.audit.WrittenRecords;
import org.openors.audit.verification.SealedRecord;
import org.openors.keys.TestKeys;

/** Archives of places 3 to 6 of a chain that had come to 8, as they were handed out and as somebody changed them. */
class OfflineVerificationTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");
    private static final ChainName CHAIN = new ChainName(UUID.randomUUID(), "active");

    @TempDir
    Path directory;

    private final List<SealedRecord> chain = new ArrayList<>();
    private AuditMacs macs;
    private Path archive;
    private Path checkpoints;

    @BeforeEach
    void makeAChain() throws IOException {
        macs = new AuditMacs(TestKeys.of(directory, "1:" + TestKeys.hex()));
        archive = directory.resolve("archive");
        checkpoints = directory.resolve("checkpoints");
        Files.createFile(checkpoints);
        var hash = macs.start(CHAIN, "1").orElseThrow();
        for (int place = 1; place <= 8; place++) {
            var record = WrittenRecords.one(CHAIN);
            var mac = WrittenRecords.macOf(record, macs);
            hash = macs.link(hash, mac, "1").orElseThrow();
            chain.add(new SealedRecord(place, record.id(), record, "1", mac, "1", hash, null, null));
        }
        write(head(3, 6, 8), 3, 6);
    }

    @Test
    void anArchiveAsItWasHandedOutIsValid() throws IOException {
        assertThat(verified())
                .isEqualTo(
                        "0 {\"valid\":true,\"records\":4,\"unsealed\":0,\"checkpoints\":0,\"lastSequence\":6,\"sealedLate\":0}");
        state(4, NOW, chain.get(3).hash());
        state(6, NOW, chain.get(5).hash());
        state(8, NOW, chain.get(7).hash());
        assertThat(verified()).contains("\"valid\":true", "\"checkpoints\":2");
        write(head(1, 8, 8), 1, 8);
        assertThat(verified()).contains("\"valid\":true", "\"checkpoints\":3");
    }

    @Test
    void aLineThatWasChangedRemovedSwappedOrAddedIsNamed() throws IOException {
        edit(lines -> lines.set(2, lines.get(2).replace("nurse-17", "nurse-71")));
        assertThat(verified()).startsWith("1 ").contains("\"sequence\":4,", "EDITED");
        edit(lines -> lines.remove(2));
        assertThat(verified()).startsWith("1 ").contains("\"sequence\":4,", "MISSING");
        edit(lines -> {
            var hidden = lines.get(2).replace("\"sequence\":4", "\"sequence\":5");
            lines.set(2, lines.get(3).replace("\"sequence\":5", "\"sequence\":4"));
            lines.set(3, hidden);
        });
        assertThat(verified()).startsWith("1 ").contains("\"sequence\":4,", "REORDERED");
        edit(lines -> lines.add(3, lines.get(2)));
        assertThat(verified()).startsWith("1 ").contains("\"sequence\":4,", "INSERTED");
        edit(lines -> lines.remove(4));
        assertThat(verified()).startsWith("1 ").contains("\"sequence\":6,", "CUT_OFF");
        edit(lines -> lines.remove(1));
        assertThat(verified()).startsWith("1 ").contains("\"sequence\":3,", "MISSING");
    }

    @Test
    void aFirstLineThatSaysSomethingElseIsNamed() throws IOException {
        edit(lines -> {
            lines.set(0, lines.get(0).replace("\"toSequence\":6", "\"toSequence\":5"));
            lines.remove(4);
        });
        assertThat(verified()).startsWith("1 ").contains("first line", "EDITED");
        write(head(3, 6, 8), 4, 6);
        assertThat(verified()).startsWith("1 ").contains("\"sequence\":3,", "MISSING");
    }

    @Test
    void aChainThatWasCutBeforeItWasArchivedIsFoundByACheckpoint() throws IOException {
        write(head(3, 6, 6), 3, 6);
        state(8, NOW.plusSeconds(1), chain.get(7).hash());
        assertThat(verified()).contains("\"valid\":true");
        state(8, NOW.minusSeconds(1), chain.get(7).hash());
        assertThat(verified()).startsWith("1 ").contains("\"sequence\":7,", "CUT_OFF", "come to 8");
    }

    @Test
    void aChainThatWasCutAndWentOnIsFoundByACheckpoint() throws IOException {
        state(5, NOW, new byte[32]);
        assertThat(verified()).startsWith("1 ").contains("\"sequence\":5,", "CUT_OFF");
    }

    @Test
    void aChainThatWasCutBeforeTheArchiveBeginsIsFoundByACheckpoint() throws IOException {
        state(2, NOW, new byte[32]);
        assertThat(verified()).startsWith("1 ").contains("\"sequence\":2,", "CUT_OFF");
    }

    @Test
    void aForgedCheckpointIsNamed() throws IOException {
        state(5, NOW, chain.get(4).hash());
        Files.writeString(checkpoints, Files.readString(checkpoints).replace("\"sequence\":5", "\"sequence\":4"));
        assertThat(verified()).startsWith("1 ").contains("\"sequence\":4,", "checkpoint");
    }

    @Test
    void keysOfAnotherTrailAreNamedAndTheArchiveIsNotCalledEdited() throws IOException {
        Files.writeString(directory.resolve("keys"), "1:" + TestKeys.hex());
        assertThat(verified()).startsWith("2 ").contains("these keys do not belong to this trail");
        Files.writeString(directory.resolve("keys"), "7:" + TestKeys.hex());
        assertThat(verified()).startsWith("2 ").contains("these keys do not belong to this trail");
    }

    @Test
    void whatIsNoArchiveIsNotFoundValid() throws IOException {
        for (var text : List.of(
                "",
                "{}",
                "[]",
                "x",
                head(3, 6, 8).line() + "\n{}",
                head(3, 6, 8).line() + "\nx")) {
            Files.writeString(archive, text);
            assertThat(verified()).as(text).startsWith("2 ");
        }
        Files.delete(archive);
        assertThat(verified()).startsWith("2 ");
        assertThat(run(archive.toString())).startsWith("2 ").contains("usage");
        assertThat(run(
                        archive.toString(),
                        "--key-file",
                        directory.resolve("nowhere").toString()))
                .startsWith("2 ");
    }

    private ArchiveHead head(int from, int to, int last) {
        var before = from == 1 ? new byte[0] : chain.get(from - 2).hash();
        return new ArchiveHead(
                        NOW, CHAIN, from, to, last, before, chain.get(to - 1).hash(), "", new byte[0])
                .signedWith(macs);
    }

    private void write(ArchiveHead head, int from, int to) throws IOException {
        var lines = new ArrayList<>(List.of(head.line()));
        chain.subList(from - 1, to).forEach(record -> lines.add(record.line()));
        Files.write(archive, lines);
    }

    /** Changes the lines of the archive as it was handed out. */
    private void edit(Consumer<List<String>> change) throws IOException {
        write(head(3, 6, 8), 3, 6);
        var lines = Files.readAllLines(archive);
        change.accept(lines);
        Files.write(archive, lines);
    }

    private void state(long sequence, Instant time, byte[] hash) throws IOException {
        new CheckpointFile(checkpoints).append(List.of(Checkpoint.of(time, CHAIN, sequence, hash, macs)));
    }

    private String verified() {
        return run(
                archive.toString(),
                "--key-file",
                directory.resolve("keys").toString(),
                "--checkpoints",
                checkpoints.toString());
    }

    private static String run(String... arguments) {
        var printed = new ByteArrayOutputStream();
        var stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        int code = OfflineVerification.run(List.of(arguments), stream, stream);
        return code + " " + printed.toString(StandardCharsets.UTF_8).trim();
    }
}
