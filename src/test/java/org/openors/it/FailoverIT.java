package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The primary ends, a standby takes over, and the node goes on without a restart: {@code server-config/postgresql/failover.md}. */
@Tag("reliability")
@EnabledIf(value = "isToRun", disabledReason = "mvn -Preliability verify runs it on PostgreSQL")
class FailoverIT {

    /** Until somebody notices and promotes. */
    private static final Duration NOTICED = Duration.ofSeconds(5);
    /** Longer than the driver waits for an answer. */
    private static final Duration LONG = Duration.ofSeconds(30);
    /** A fault is logged when it has lasted for 10 s. */
    private static final Duration LOGGED = Duration.ofSeconds(90);

    private Path home;
    private Database database;
    private PostgresProcess primary;
    private Standby standby;
    private Nodes nodes;

    static boolean isToRun() {
        return Scale.isFull() && "postgresql".equals(System.getProperty("ors.it.database"));
    }

    @BeforeEach
    void start() throws Exception {
        home = Path.of("target", "it", "failover-" + System.nanoTime()).toAbsolutePath();
        database = Database.postgres(home);
        primary = new PostgresProcess(database);
        standby = new Standby(database, home);
        nodes = new Nodes(home, 1, standby.settings());
    }

    /** Also if a start failed half way. */
    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : Arrays.asList(nodes, standby, database)) {
            if (one != null) {
                one.close();
            }
        }
    }

    @Test
    void aPromotedSynchronousStandbyHasAllThatWasAcknowledged() throws Exception {
        standby.synchronous();
        fault("primary killed, synchronous standby promoted").lasts(NOTICED, primary::kill, standby::promote);
    }

    /** Its address answers nothing: neither a refusal nor an end. */
    @Test
    void theOldPrimarysMachineIsGone() throws Exception {
        standby.synchronous();
        try (var gone = new Unreachable()) {
            fault("machine of the primary gone, synchronous standby promoted")
                    .lasts(
                            NOTICED,
                            () -> {
                                primary.kill();
                                gone.take(primary.port());
                            },
                            standby::promote);
        }
    }

    /** A hung primary must be ended before another one is made. */
    @Test
    void aHungPrimaryIsEndedFirst() throws Exception {
        standby.synchronous();
        fault("primary hung, then killed, synchronous standby promoted").lasts(LONG, primary::hang, () -> {
            primary.goOn();
            primary.kill();
            standby.promote();
        });
    }

    @Test
    void aSynchronousStandbyThatIsAwayHoldsUpEachChange() throws Exception {
        standby.synchronous();
        new Fault("synchronous standby stopped", database, () -> nodes.api(0))
                .lasts(LONG, standby.process::stop, standby.process::start);
    }

    @Test
    void anAsynchronousStandbyThatWasBehindIsFoundByTheCheckpoints() throws Exception {
        var site = new Site(nodes.api(0), call -> Optional.of(call.apply(nodes.api(0))));
        standby.catchUp();
        standby.fallBehind();
        site.run();
        nodes.stop(0);
        primary.kill();
        standby.promote();
        nodes.start(0);
        assertThat(verification(site)).contains("\"valid\":false", "\"problem\":\"CUT_OFF\"");
        Waiting.until(LOGGED, () -> nodes.server(0).logged().contains("an audit chain went back"));
        assertThat(site.last().redeem(nodes.api(0)).status()).isEqualTo(401);

        nodes.stop(0);
        Files.move(home.resolve("audit-checkpoints.ndjson"), home.resolve("audit-checkpoints-before.ndjson"));
        nodes.start(0);
        site.run();
        assertThat(site.errors()).isEmpty();
        assertThat(verification(site)).contains("\"valid\":true");
        ReliabilityReport.add(
                "primary killed, asynchronous standby promoted that was behind",
                "the changes since then are lost; verification with the checkpoints says CUT_OFF, the log that the chain went back");
    }

    private String verification(Site site) {
        return nodes.api(0).get(site.study.path() + "/audit/verification").body();
    }

    private Fault fault(String name) {
        return new Fault(name, standby::connect, () -> nodes.api(0));
    }

    /** A port at which no connection is made and none is refused: its queue is full, and nobody takes from it. */
    private static final class Unreachable implements Closeable {

        private static final int MOST = 64;

        private final List<Closeable> open = new ArrayList<>();

        void take(int port) throws IOException {
            open.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
            for (int i = 0; i < MOST; i++) {
                var waiting = new Socket();
                open.add(waiting);
                try {
                    waiting.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
                } catch (SocketTimeoutException full) {
                    return;
                }
            }
            throw new IllegalStateException("the queue takes connections without end");
        }

        @Override
        public void close() throws IOException {
            for (var one : open) {
                one.close();
            }
        }
    }
}
