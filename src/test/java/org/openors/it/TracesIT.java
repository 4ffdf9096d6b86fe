package org.openors.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The server sends traces to a collector if it is told to, and no secret is in them. See server-config/monitoring/traces.md. */
@EnabledIfSystemProperty(
        named = "ors.it.database",
        matches = "h2",
        disabledReason = "the server makes them, whatever the database")
class TracesIT {

    private static final String LAST = "/audit";
    private static final long SECONDS_UNTIL_SENT = 30;

    @TempDir
    Path home;

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch lastIsThere = new CountDownLatch(1);
    private HttpServer collector;

    @BeforeEach
    void startACollector() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            var spans = new String(bodyOf(exchange), ISO_8859_1);
            received.add(spans);
            if (spans.contains(LAST)) {
                lastIsThere.countDown();
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
    }

    @AfterEach
    void stopTheCollector() {
        collector.stop(0);
    }

    @Test
    void aRecreationIsTracedAndNoSecretIsInTheTraces() throws Exception {
        assumeFalse(Server.isOn(Server.PAYARA_MICRO) && Scale.isSmall(), "it takes 15 s");
        var tokens = new Tokens();
        var settings = Map.of(
                "MP_JWT_VERIFY_ISSUER",
                Tokens.ISSUER,
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                tokens.publishKey(home),
                "OTEL_SDK_DISABLED",
                "false",
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:" + collector.getAddress().getPort());
        try (var server = Server.launch(home, settings).awaitReady()) {
            var api = new Api(server, tokens);
            var study = SampleStudy.in(api);
            var registered = Pair.registered(api, study);
            var recreated = Pair.recreated(api, study);
            var wrong = recreated.withWrongOtp();
            assertThat(wrong.redeem(api).status()).isEqualTo(401);
            var redeemed = recreated.redeem(api);
            assertThat(redeemed.status()).as(redeemed.body()).isEqualTo(200);
            assertThat(api.get(study.path() + LAST).status()).isEqualTo(200);

            assertThat(lastIsThere.await(SECONDS_UNTIL_SENT, TimeUnit.SECONDS))
                    .as(received.size() + " messages came")
                    .isTrue();
            assertThat(String.join("\n", received))
                    .contains("ec-ors-svc")
                    .contains("/subjects/{subjectId}/devices/{inventoryId}/access-code")
                    .contains("deviceBootstrap")
                    .doesNotContain(registered.otp(), registered.accessId(), registered.authorization())
                    .doesNotContain(recreated.otp(), recreated.accessId(), recreated.authorization())
                    .doesNotContain(wrong.otp(), wrong.authorization())
                    .doesNotContain(redeemed.json().getString("iotSharedSecret"))
                    .doesNotContain("Bearer", "Basic");
        }
    }

    private static byte[] bodyOf(HttpExchange exchange) throws IOException {
        var isCompressed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (var body = exchange.getRequestBody()) {
            return (isCompressed ? new GZIPInputStream(body) : body).readAllBytes();
        }
    }
}
