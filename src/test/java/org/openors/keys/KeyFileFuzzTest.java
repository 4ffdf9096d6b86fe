package org.openors.keys;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.openors.input.Inputs;
import org.openors.settings.BadSetting;

/** Any file holds keys of 256 bits, at least one, or is refused as a bad setting that does not repeat its content. */
class KeyFileFuzzTest {

    private static Path file;

    @BeforeAll
    static void makeFile() throws IOException {
        file = Files.createTempFile("fuzz", ".key");
    }

    @AfterAll
    static void deleteFile() throws IOException {
        Files.delete(file);
    }

    @FuzzTest(maxDuration = "", maxExecutions = Inputs.MILLION)
    void readsAnyFile(byte[] content) throws IOException {
        Files.write(file, content);
        try {
            var keys = KeyFile.read(file);
            if (keys.isEmpty() || keys.values().stream().anyMatch(key -> key.length != 32)) {
                throw new AssertionError("not keys of 256 bits");
            }
        } catch (BadSetting refused) {
            // As documented.
        }
    }
}
