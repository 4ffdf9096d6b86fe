package org.openors.audit.archive;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.openors.audit.verification.SealedRecord;
import org.openors.input.Inputs;

/** Any file is an archive, or the line that is none is named by an exception that says so. */
class ArchiveFileFuzzTest {

    private static Path file;

    @BeforeAll
    static void makeFile() throws IOException {
        file = Files.createTempFile("fuzz", ".ndjson");
    }

    @AfterAll
    static void deleteFile() throws IOException {
        Files.delete(file);
    }

    @FuzzTest(maxDuration = "", maxExecutions = Inputs.MILLION)
    void readsAnyFile(byte[] content) throws IOException {
        Files.write(file, content);
        try (var archive = new ArchiveFile(file)) {
            archive.head().line();
            archive.forEachRemaining(SealedRecord::line);
        } catch (IllegalArgumentException | IOException | UncheckedIOException notAnArchive) {
            // As documented.
        }
    }
}
