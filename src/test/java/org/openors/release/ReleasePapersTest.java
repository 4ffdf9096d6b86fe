package org.openors.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What only a release has. {@code ReleaseIT} follows the README. */
class ReleasePapersTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^):#]+)(#[^)]*)?\\)");

    @Test
    void everyLinkOfTheReadmeLeadsToWhatIsShipped() throws IOException {
        var readme = ReleasePapers.readme();
        var links = LINK.matcher(readme).results().map(link -> link.group(1)).toList();
        assertThat(links)
                .isNotEmpty()
                .allMatch(link -> Stream.of("server-config/", "src/docs/").anyMatch(link::startsWith))
                .allMatch(link -> Files.exists(Path.of(link)));
        assertThat(readme).contains("## Calling it", "## Remote connectors", Release.version(), Release.commit());
    }

    /** A release has no sources and no Maven. */
    @Test
    void theReadmeNamesNoCommandOfACheckout() throws IOException {
        assertThat(ReleasePapers.readme()).doesNotContain("mvn ", "src/test");
    }

    /** The descriptor of the release gives the scripts, which are the files without a dot in the name, their mode. */
    @Test
    void theScriptsAreTheFilesWithoutADotInTheirName() throws IOException {
        try (var files = Files.walk(Path.of("server-config"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.toString().contains("/support/") && !file.endsWith("Containerfile")))
                    .isNotEmpty()
                    .allMatch(file -> Files.isExecutable(file)
                            != file.getFileName().toString().contains("."));
        }
    }
}
