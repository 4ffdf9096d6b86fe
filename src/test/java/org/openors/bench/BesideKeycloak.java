package org.openors.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.openors.it.Keycloak;
import org.openors.it.RawHttp;

/**
 * Compares the rate of recreations with that of a like work of Keycloak, in turns, in one run, on one PostgreSQL: an administrator has the
 * secret of a client made anew. Keycloak runs in production mode, with a database of its own there. Writes {@code
 * target/bench/keycloak.md}. {@code -Dbench.seconds} (default 30) is the time that each of the two is measured for, in six rounds.
 */
public final class BesideKeycloak {

    private static final int DEVICES = 10_000;
    private static final Path REPORT = Path.of("target", "bench", "keycloak.md");

    private final Duration measured = Duration.ofSeconds(Integer.getInteger("bench.seconds", 30));
    private final ClosedLoop callers = new ClosedLoop(Bench.CONNECTIONS);

    private BesideKeycloak() {}

    public static void main(String[] arguments) throws Exception {
        var home = Path.of("target", "bench", "beside-keycloak").toAbsolutePath();
        try (var database = new BenchDatabase();
                var service = new Service(home, database);
                var keycloak = Keycloak.onPostgres(database.another("keycloak"), "postgres", "postgres")) {
            service.start();
            new BesideKeycloak().run(database, service, keycloak);
        }
    }

    private void run(BenchDatabase database, Service service, Keycloak keycloak) throws Exception {
        var devices = new Devices();
        var requests = new Requests(service, devices);
        requests.load(Fleet.document(0, DEVICES));
        database.addPairs(0, DEVICES);
        devices.areNow(DEVICES);
        var secrets = new Secrets(keycloak);
        database.settle();
        warmUp(requests, secrets);

        var turn = measured.dividedBy(Comparison.ROUNDS);
        var comparison = new Comparison();
        comparison.measure(() -> callers.rate(secrets::renewal, turn), () -> callers.rate(requests::recreation, turn));
        comparison.write(
                REPORT,
                "Requests a second, " + Bench.CONNECTIONS + " callers.",
                "Keycloak: a client's secret",
                "this service: a recreation",
                "the target is 2.00 or more");
    }

    private void warmUp(Requests requests, Secrets secrets) throws Exception {
        for (int i = 0; i < 4; i++) {
            callers.rate(requests::recreation, measured);
            callers.rate(secrets::renewal, measured);
        }
    }

    /** Each caller has a client of its own, so that none waits for another one's row. */
    private static final class Secrets {

        private final Keycloak keycloak;
        private final AtomicInteger next = new AtomicInteger();
        private final String authorization;

        Secrets(Keycloak keycloak) {
            this.keycloak = keycloak;
            keycloak.create("{\"realm\":\"ors\",\"enabled\":true}");
            keycloak.createClients(Bench.CONNECTIONS);
            authorization = "Bearer " + keycloak.lastingAdminToken();
        }

        Work renewal() throws Exception {
            var path = keycloak.clientSecretPath(next.getAndIncrement() % Bench.CONNECTIONS);
            var request = RawHttp.request("POST", path, authorization);
            var connection = new RawHttp(keycloak.port());
            return new Work() {
                @Override
                public boolean once() throws IOException {
                    var reply = connection.exchange(request);
                    if (reply.status() != 200) {
                        throw new IllegalStateException("Keycloak answered " + reply.status() + ": " + reply.body());
                    }
                    return true;
                }

                @Override
                public void close() throws IOException {
                    connection.close();
                }
            };
        }
    }
}
