package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The embedded database can't write its file: what callers and the load balancer are told, and that the node recovers by
 * itself. A limit of the size of files does to the process what a full disk does, and needs no rights.
 */
@EnabledIfSystemProperty(named = "ors.it.database", matches = "h2", disabledReason = "the embedded database is H2")
class FullDiskIT {

    private static final int MANY = 60;
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    @Test
    void theNodeSaysThatItIsTemporaryAndRecoversByItselfWithoutLosingAPair() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "there is no prlimit");
        var tokens = new Tokens();
        var settings = Map.of(
                "MP_JWT_VERIFY_ISSUER",
                Tokens.ISSUER,
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                tokens.publishKey(directory));
        try (var server = Server.launch(directory.resolve("home"), settings).awaitReady()) {
            var api = new Api(server, tokens);
            var study = SampleStudy.in(api);
            study.registerMonitor(api);
            var pair = Pair.recreated(api, study);

            limitFiles(server, "65536");
            awaitReadiness(api, server, 503, Duration.ofSeconds(60));
            int logged = traces(server);
            for (int i = 0; i < MANY; i++) {
                pair = requireTemporary(api.put(study.accessCodePath(study.monitor)), pair);
            }
            assertThat(traces(server) - logged).as(server.logged()).isLessThan(MANY / 2);

            limitFiles(server, "unlimited");
            awaitReadiness(api, server, 200, RECOVERY);
            assertThat(pair.redeem(api).status()).isEqualTo(200);
            assertThat(Pair.recreated(api, study).redeem(api).status()).isEqualTo(200);
        }
    }

    /** A small change may still find a place in the file. */
    private static Pair requireTemporary(Answer answer, Pair before) {
        if (answer.status() == 200) {
            return Pair.of(answer);
        }
        assertThat(answer.errorCode()).as(answer.body()).isEqualTo("ORS_503_02");
        assertThat(answer.header("Retry-After")).isNotNull();
        return before;
    }

    /** The number of stack traces in the log. */
    private static int traces(Server server) {
        return (int) server.logged()
                .lines()
                .filter(line -> line.startsWith("Caused by: "))
                .count();
    }

    private static void awaitReadiness(Api api, Server server, int status, Duration limit) {
        var ready = server.uri("/health/ready");
        Waiting.until(
                limit,
                () -> api.as(null).sendTo("GET", ready, request -> request).status() == status);
    }

    /** A file may not grow beyond this; other files of the process, such as its log, neither. */
    static void limitFiles(Server server, String bytes) throws IOException, InterruptedException {
        var command = List.of("/usr/bin/prlimit", "--pid", Long.toString(server.pid()), "--fsize=" + bytes + ":");
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
