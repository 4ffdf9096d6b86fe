package org.openors.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The requests that are measured, each worker's on a connection of its own. */
final class Requests {

    private static final String REDEMPTION_PATH = "/ec-ors-svc/rest/mhealth/api/deviceBootstrap";

    private final int port;
    private final List<String> tokens;
    private final Devices devices;

    /** @param tokens of the callers, who take turns */
    Requests(int port, List<String> tokens, Devices devices) {
        this.port = port;
        this.tokens = List.copyOf(tokens);
        this.devices = devices;
    }

    /** Replaces the pair of one device after the other. */
    Work recreation() throws IOException {
        return new Sending(new HttpConnection(port)) {
            @Override
            public boolean once() throws IOException {
                int n = devices.next();
                var token = tokens.get(ThreadLocalRandom.current().nextInt(tokens.size()));
                var reply = expectOk(
                        HttpConnection.request("PUT", Fleet.accessCodePath(n), "Bearer " + token), "a recreation");
                devices.issued(n, new Devices.Pair(reply.member("accessId"), reply.member("otp")));
                return true;
            }
        };
    }

    /** Redeems the pairs that recreations handed out, each once. */
    Work redemption() throws IOException {
        return new Sending(new HttpConnection(port)) {
            @Override
            public boolean once() throws IOException {
                var pair = devices.redeem();
                if (pair == null) {
                    return false;
                }
                expectOk(HttpConnection.request("POST", REDEMPTION_PATH, basic(pair)), "a redemption");
                return true;
            }
        };
    }

    /** Asks whether the service is live: no database, no token. */
    Work health() throws IOException {
        var request = HttpConnection.request("GET", "/health/live", null);
        return new Sending(new HttpConnection(port)) {
            @Override
            public boolean once() throws IOException {
                expectOk(request, "a health check");
                return true;
            }
        };
    }

    /** Puts a study-data document. */
    void load(byte[] document) throws IOException {
        try (var connection = new HttpConnection(port)) {
            require(
                    connection.send("PUT", Fleet.studyDataPath(), "Bearer " + tokens.get(0), document),
                    "a study-data document");
        }
    }

    private static String basic(Devices.Pair pair) {
        var text = pair.accessId() + ':' + pair.otp();
        return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void require(HttpConnection.Reply reply, String what) {
        if (reply.status() != 200) {
            throw new IllegalStateException(what + " was answered " + reply.status() + ": " + reply.body());
        }
    }

    private abstract static class Sending implements Work {

        private final HttpConnection connection;

        Sending(HttpConnection connection) {
            this.connection = connection;
        }

        HttpConnection.Reply expectOk(byte[] request, String what) throws IOException {
            var reply = connection.send(request);
            require(reply, what);
            return reply;
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
