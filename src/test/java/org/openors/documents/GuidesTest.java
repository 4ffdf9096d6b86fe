package org.openors.documents;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the guides say about each other and about the files beside them. */
class GuidesTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]*)(?:#([^)\\s]+))?\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

    @Test
    void everyLinkLeadsToAFileAndToAHeading() throws IOException {
        for (var guide : guides()) {
            for (var link : LINK.matcher(Files.readString(guide)).results().toList()) {
                var target = link.group(1).isEmpty()
                        ? guide
                        : guide.toAbsolutePath().resolveSibling(link.group(1)).normalize();
                assertThat(target).as(guide + " " + link.group()).exists();
                if (link.group(2) != null) {
                    assertThat(anchors(target)).as(guide + " " + link.group()).contains(link.group(2));
                }
            }
        }
    }

    /** The limits of memory, as they are installed, kill a process with that heap. */
    @Test
    void whoNamesALargerHeapSaysWhatTheProcessNeeds() throws IOException {
        var lines = guides().stream()
                .filter(not(guide -> guide.endsWith("changelog.md")))
                .flatMap(GuidesTest::paragraphs)
                .filter(paragraph -> paragraph.contains("-Xmx1g"))
                .toList();
        assertThat(lines).hasSizeGreaterThan(4).allMatch(paragraph -> paragraph.contains("1.5 GiB"));
    }

    @Test
    void everyFileThatTheServiceOfTheMachineNeedsIsInstalled() throws IOException {
        var guide = Files.readString(Path.of("server-config/systemd/README.md"));
        var files = Pattern.compile("^\\| `([a-z.-]+)` \\|", Pattern.MULTILINE)
                .matcher(guide)
                .results()
                .map(file -> file.group(1))
                .toList();
        assertThat(files).hasSize(5);
        var installed = guide.lines()
                .filter(line -> line.matches(" +install .* /etc/ors"))
                .flatMap(line -> Stream.of(line.trim().split(" ")))
                .toList();
        assertThat(installed).containsAll(files);
        assertThat(guide.indexOf("--migrate-only"))
                .isPositive()
                .isLessThan(guide.indexOf("systemctl enable"))
                .isLessThan(guide.indexOf("## Upgrade"));
    }

    @Test
    void theCommandOfTheRestoreDrillHasAllThatTheDrillAndItsNodeRequire() throws IOException {
        var drill = Files.readString(Path.of("server-config/postgresql/restore-drill"));
        var required = Pattern.compile("for name in ([A-Z_ ]+);")
                .matcher(drill)
                .results()
                .flatMap(names -> Stream.of(names.group(1).split(" ")));
        var command = Files.readString(Path.of("server-config/postgresql/README.md"))
                .lines()
                .filter(line -> line.matches(" +export .*"))
                .toList()
                .toString();
        assertThat(Stream.concat(
                        required,
                        Stream.of(
                                "PGHOST", "ORS_HTTP_PORT", "MP_JWT_VERIFY_ISSUER", "MP_JWT_VERIFY_PUBLICKEY_LOCATION")))
                .hasSize(9)
                .allMatch(name -> command.contains(" " + name + "="));
    }

    private static List<Path> guides() throws IOException {
        try (var files = Files.walk(Path.of("server-config"));
                var documents = Files.walk(Path.of("src/docs"))) {
            return Stream.of(Stream.of(Path.of("README.md")), files, documents)
                    .flatMap(all -> all)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }

    /** As GitHub and GitLab make them of the headings. */
    private static List<String> anchors(Path guide) throws IOException {
        return HEADING.matcher(Files.readString(guide))
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }

    /** Rows of tables and entries of lists, too. */
    private static Stream<String> paragraphs(Path guide) {
        try {
            return Pattern.compile("\\n(?=\\n|\\||- )").splitAsStream(Files.readString(guide));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
