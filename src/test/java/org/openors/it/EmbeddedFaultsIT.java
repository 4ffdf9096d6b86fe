package org.openors.it;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What can happen to the embedded database while sites are at work. The short form is {@link FullDiskIT}. */
@Tag("reliability")
@EnabledIf(value = "isToRun", disabledReason = "mvn -Preliability verify runs it on H2")
class EmbeddedFaultsIT {

    private static final Duration LONG = Duration.ofSeconds(15);

    private static Database database;
    private static Nodes nodes;

    static boolean isToRun() {
        return Scale.isFull() && "h2".equals(System.getProperty("ors.it.database", "h2"));
    }

    @BeforeAll
    static void start() {
        var home = Path.of("target", "it", "faults-" + System.nanoTime()).toAbsolutePath();
        database = Database.ofThisRun(home);
        var settings = new HashMap<>(database.settings());
        nodes = new Nodes(home, 1, settings);
    }

    @AfterAll
    static void stop() throws Exception {
        nodes.close();
        database.close();
    }

    @Test
    void aFullDisk() throws Exception {
        new Fault("disk full, the embedded database can't write", database, () -> nodes.api(0))
                .lasts(
                        LONG,
                        () -> FullDiskIT.limitFiles(nodes.api(0).server(), "65536"),
                        () -> FullDiskIT.limitFiles(nodes.api(0).server(), "unlimited"));
    }
}
