package org.openors.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserTest {

    @TempDir
    Path directory;

    @Test
    void isFoundOnThePath() throws IOException {
        var path = "/nowhere:" + directory;
        assertThat(Browser.find(Map.of("PATH", path))).isEmpty();
        assertThat(Browser.find(Map.of())).isEmpty();
        assertThat(Browser.find(Map.of("PATH", path, "ORS_BROWSER", " "))).isEmpty();
        var chromium = program("chromium");
        assertThat(Browser.find(Map.of("PATH", path))).contains(chromium);
        var given = program("other");
        assertThat(Browser.find(Map.of("PATH", path, "ORS_BROWSER", given.toString())))
                .contains(given);
    }

    /** Else a mistyped path would leave out the tests, although somebody wants them. */
    @Test
    void aNamedBrowserThatCanNotBeExecutedIsAnError() throws IOException {
        var noProgram = Files.createFile(directory.resolve("text"));
        for (var named : new Path[] {directory, noProgram, directory.resolve("missing")}) {
            assertThatThrownBy(() -> Browser.find(Map.of("ORS_BROWSER", named.toString())))
                    .hasMessage("ORS_BROWSER must name a Chromium that can be executed, not " + named);
        }
    }

    private Path program(String name) throws IOException {
        var file = Files.createFile(directory.resolve(name));
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
