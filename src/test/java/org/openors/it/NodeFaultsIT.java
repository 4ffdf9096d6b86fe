package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openors.keys.TestKeys;

/** A node, or its key file, fails; sites work with the other node meanwhile, or with the same one. */
@Tag("reliability")
@EnabledIf(value = "isToRun", disabledReason = "mvn -Preliability verify runs it on PostgreSQL")
class NodeFaultsIT {

    /** The key file is read again every 5 s. */
    private static final Duration TWO_READINGS = Duration.ofSeconds(12);
    /** Longer than the database lets a transaction wait for its node. */
    private static final Duration LONG = Duration.ofSeconds(30);

    private static final int BESIDE = 4;

    private static Database database;
    private static Nodes nodes;
    private static Path keyFile;
    private static byte[] keys;

    static boolean isToRun() {
        return Scale.isFull() && "postgresql".equals(System.getProperty("ors.it.database"));
    }

    @BeforeAll
    static void start() throws IOException {
        var home = Path.of("target", "it", "node-faults-" + System.nanoTime()).toAbsolutePath();
        database = Database.postgres(home);
        nodes = new Nodes(home, 2, database.settings());
        keyFile = database.keyFile();
        keys = Files.readAllBytes(keyFile);
    }

    @AfterAll
    static void stop() throws IOException {
        nodes.close();
        database.close();
    }

    @Test
    void aDamagedKeyFile() throws Exception {
        fault("key file damaged", 0)
                .lasts(TWO_READINGS, () -> Files.writeString(keyFile, "no key"), NodeFaultsIT::mendKeyFile);
    }

    @Test
    void aKeyFileThatIsGone() throws Exception {
        fault("key file gone", 0).lasts(TWO_READINGS, () -> Files.delete(keyFile), NodeFaultsIT::mendKeyFile);
    }

    @Test
    void aKeyFileThatCannotBeRead() throws Exception {
        fault("key file unreadable (a directory in its place)", 0)
                .lasts(
                        TWO_READINGS,
                        () -> {
                            Files.delete(keyFile);
                            Files.createDirectory(keyFile);
                        },
                        () -> {
                            Files.delete(keyFile);
                            mendKeyFile();
                        });
    }

    /** Only the file is wrong: whoever takes the key for the known one would refuse every pair. */
    @Test
    void aKeyFileWithAnotherKeyOfAKnownId() throws Exception {
        fault("key file with another key", 0)
                .lasts(TWO_READINGS, () -> Files.writeString(keyFile, TestKeys.base64()), NodeFaultsIT::mendKeyFile);
    }

    private static void mendKeyFile() throws IOException {
        Files.write(keyFile, keys);
    }

    /**
     * It holds its connections and locks, and the turn to seal, until the database ends them. Its own callers may get no answer: it
     * closes a connection that was idle for 30 s, and to the node the time in which it stood counts.
     */
    @Test
    void aNodeThatNoLongerRuns() throws Exception {
        var beside = new Load(IntStream.range(0, BESIDE)
                .mapToObj(i -> new Site(nodes.api(0), call -> nodes.ask(0, 1, call)))
                .toList());
        fault("other node hung (SIGSTOP)", 1).lasts(LONG, () -> signalFirstNode("STOP"), () -> signalFirstNode("CONT"));
        beside.stop();
        var study = SampleStudy.in(nodes.api(0));
        assertThat(study.registerMonitor(nodes.api(0)).status()).isEqualTo(200);
    }

    private static void signalFirstNode(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(nodes.server(0).pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    private static Fault fault(String name, int node) {
        return new Fault(name, database, () -> nodes.api(node));
    }
}
