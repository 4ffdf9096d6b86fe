package org.openors.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.openors.it.RawHttp;

/** The requests that are measured, each worker's on a connection of its own. */
final class Requests {

    static final String REDEMPTION_PATH = "/ec-ors-svc/rest/mhealth/api/deviceBootstrap";

    private final int port;
    private final int healthPort;
    private final List<String> tokens;
    private final Devices devices;

    /** The service's callers take turns. */
    Requests(Service service, Devices devices) {
        this.port = service.port();
        this.healthPort = service.healthPort();
        this.tokens = service.tokens();
        this.devices = devices;
    }

    /** Replaces the pair of one device after the other. */
    Work recreation() throws IOException {
        return new Sending(new RawHttp(port)) {
            @Override
            public boolean once() throws IOException {
                int n = devices.next();
                var token = tokens.get(ThreadLocalRandom.current().nextInt(tokens.size()));
                var reply =
                        expectOk(RawHttp.request("PUT", Fleet.accessCodePath(n), "Bearer " + token), "a recreation");
                devices.issued(n, new Devices.Pair(reply.member("accessId"), reply.member("otp")));
                return true;
            }
        };
    }

    /** Redeems the pairs that recreations handed out, each once. */
    Work redemption() throws IOException {
        return new Sending(new RawHttp(port)) {
            @Override
            public boolean once() throws IOException {
                var pair = devices.redeem();
                if (pair == null) {
                    return false;
                }
                expectOk(RawHttp.request("POST", REDEMPTION_PATH, basic(pair)), "a redemption");
                return true;
            }
        };
    }

    /** Asks whether the service is live: no database, no token. */
    Work health() throws IOException {
        var request = RawHttp.request("GET", "/health/live", null);
        return new Sending(new RawHttp(healthPort)) {
            @Override
            public boolean once() throws IOException {
                expectOk(request, "a health check");
                return true;
            }
        };
    }

    /** Puts a study-data document. */
    void load(byte[] document) throws IOException {
        try (var connection = new RawHttp(port)) {
            var request = RawHttp.request("PUT", Fleet.studyDataPath(), "Bearer " + tokens.get(0), document);
            require(connection.exchange(request), "a study-data document");
        }
    }

    static String basic(Devices.Pair pair) {
        var text = pair.accessId() + ':' + pair.otp();
        return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void require(RawHttp.Reply reply, String what) {
        if (reply.status() != 200) {
            throw new IllegalStateException(what + " was answered " + reply.status() + ": " + reply.body());
        }
    }

    private abstract static class Sending implements Work {

        private final RawHttp connection;

        Sending(RawHttp connection) {
            this.connection = connection;
        }

        RawHttp.Reply expectOk(byte[] request, String what) throws IOException {
            var reply = connection.exchange(request);
            require(reply, what);
            return reply;
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
