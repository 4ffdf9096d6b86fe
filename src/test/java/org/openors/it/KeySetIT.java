package org.openors.it;

import static com.nimbusds.jose.JWSAlgorithm.RS256;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A provider that publishes its keys at a URL: what the node does while it is away, and when its key changes. */
@EnabledIfSystemProperty(named = "ors.it.database", matches = "h2", disabledReason = "no token uses the database")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeySetIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    static Path home;

    private static final Tokens TOKENS = new Tokens();
    private static final Tokens NEXT = new Tokens();
    private static final AtomicInteger READS = new AtomicInteger();

    private static volatile String keySet = set(TOKENS.key());
    private static int port;
    private static HttpServer provider;
    private static Api api;

    @BeforeAll
    static void start() throws IOException {
        startTheProvider();
        var server = Server.launch(
                        home,
                        Map.of(
                                "MP_JWT_VERIFY_ISSUER",
                                Tokens.ISSUER,
                                "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                                "http://127.0.0.1:" + port + "/keys",
                                "MP_JWT_VERIFY_AUDIENCES",
                                "ors, portal"))
                .awaitReady();
        api = new Api(server, TOKENS);
    }

    @AfterAll
    static void stop() {
        api.server().close();
        provider.stop(0);
    }

    @Test
    @Order(1)
    void anyOfTheAudiencesIsAccepted() {
        assertThat(status(TOKENS, "rsa", claims -> claims.audience("ors"))).isEqualTo(404);
        assertThat(status(TOKENS, "rsa", claims -> claims.audience("portal"))).isEqualTo(404);
        assertThat(status(TOKENS, "rsa", claims -> claims.audience(List.of("x", "portal"))))
                .isEqualTo(404);
        assertThat(status(TOKENS, "rsa", claims -> claims.audience("other"))).isEqualTo(401);
        assertThat(status(TOKENS, "rsa", claims -> claims)).isEqualTo(401);
    }

    @Test
    @Order(2)
    void healthChecksDoNotAskTheProvider() {
        int before = READS.get();
        for (int i = 0; i < 40; i++) {
            assertThat(ready().status()).isEqualTo(200);
        }
        assertThat(READS.get() - before).as("the node's own, once a minute").isLessThanOrEqualTo(1);
        assertThat(ready().body()).contains("\"jwtKeySource\":\"OK\"");
    }

    @Test
    @Order(3)
    void whileTheProviderIsAwayTheNodeStaysReadyAndKnownKeysWork() {
        provider.stop(0);
        Waiting.until(LONG, () -> {
            assertThat(status(NEXT, "next", claims -> claims.audience("ors"))).isEqualTo(401);
            assertThat(ready().status()).isEqualTo(200);
            return ready().body().contains("\"jwtKeySource\":\"DEGRADED since 20");
        });
        assertThat(status(TOKENS, "rsa", claims -> claims.audience("ors"))).isEqualTo(404);
    }

    /** Many tokens of an unknown key cause one read in ten seconds. */
    @Test
    @Order(4)
    void aNewKeyIsTakenAtItsFirstTokenWithAtMostOneReadInTenSeconds() throws IOException {
        keySet = set(TOKENS.key(), new RSAKey.Builder(NEXT.key()).keyID("next").build());
        READS.set(0);
        var start = Instant.now();
        startTheProvider();
        Waiting.until(LONG, () -> status(NEXT, "next", claims -> claims.audience("ors")) == 404);
        for (int i = 0; i < 100; i++) {
            assertThat(status(NEXT, "unknown-" + i, claims -> claims.audience("ors")))
                    .isEqualTo(401);
        }
        var tens = Duration.between(start, Instant.now()).toSeconds() / 10;
        assertThat(READS.get()).isBetween(1, (int) tens + 1);
        assertThat(ready().body()).contains("\"jwtKeySource\":\"OK\"");
        assertThat(status(TOKENS, "rsa", claims -> claims.audience("ors"))).isEqualTo(404);
    }

    private static void startTheProvider() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        port = provider.getAddress().getPort();
        provider.createContext("/keys", exchange -> {
            READS.incrementAndGet();
            var body = keySet.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        provider.start();
    }

    /** Of a request for what does not exist: 404 if the token is accepted, 401 if not. */
    private static int status(Tokens by, String keyId, UnaryOperator<JWTClaimsSet.Builder> audience) {
        var token = by.signed(
                by.header(RS256).keyID(keyId).build(),
                audience.apply(by.claims("AuditGet")).build());
        return api.as(token).get("/v1.0/nothing").status();
    }

    private static Answer ready() {
        return api.as(null).sendTo("GET", api.server().uri("/health/ready"), request -> request);
    }

    private static String set(JWK... keys) {
        return new JWKSet(List.of(keys)).toPublicJWKSet().toString();
    }
}
