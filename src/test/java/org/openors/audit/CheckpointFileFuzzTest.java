package org.openors.audit;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.openors.input.Inputs;

/** Any file is a file of checkpoints, or reading it fails in the documented way. */
class CheckpointFileFuzzTest {

    private static final ChainName CHAIN = new ChainName(new UUID(0, 1), "active");

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
        try {
            new CheckpointFile(file).of(CHAIN);
        } catch (IOException notCheckpoints) {
            // As documented.
        }
    }
}
