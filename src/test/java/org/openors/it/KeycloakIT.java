package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ways of {@code server-config/identity/README.md} with a real Keycloak and its file there. */
@EnabledIfSystemProperty(named = "keycloak.home", matches = ".+", disabledReason = "mvn -Pkeycloak verify runs it")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeycloakIT {

    private static final Path REALM = Path.of("server-config/identity/keycloak-realm.json");
    /** More than the minute after which a node reads the keys again. */
    private static final Duration LONG = Duration.ofSeconds(150);

    @TempDir
    static Path home;

    private static Keycloak keycloak;
    private static Api api;
    private static SampleStudy study;

    @BeforeAll
    static void start() throws IOException {
        keycloak = new Keycloak();
        keycloak.create(REALM);
        var server = Server.launch(
                        home,
                        Map.of(
                                "MP_JWT_VERIFY_ISSUER", keycloak.issuer(),
                                "MP_JWT_VERIFY_PUBLICKEY_LOCATION", keycloak.keySet(),
                                "MP_JWT_VERIFY_AUDIENCES", "ors"))
                .awaitReady();
        api = new Api(server, new Tokens());
        var integrator = api.as(keycloak.token("by-realm-roles"));
        study = SampleStudy.in(integrator);
        study.registerMonitor(integrator);
    }

    @AfterAll
    static void stop() {
        if (api != null) {
            api.server().close();
        }
        keycloak.close();
    }

    @ParameterizedTest
    @CsvSource({
        "by-realm-roles, 200",
        "by-client-roles, 200",
        "by-scope, 200",
        "by-group-names, 200",
        "by-group-paths, 403"
    })
    @Order(1)
    void aClientGetsItsRightsInEachWayOfTheGuide(String client, int status) {
        assertThat(recreation(keycloak.token(client))).isEqualTo(status);
    }

    /** By a realm role that its group has. The study does not exist. */
    @Test
    @Order(2)
    void aRightForOneStudyComesFromAGroup() {
        var nurse = api.as(keycloak.token("by-realm-roles"));
        var subject = "/subjects/" + study.subjectId + "/devices";
        assertThat(nurse.get("/v1.0/studies/C56A4180AA0A4C5B9F4B2E8D7A1F3C6E/active" + subject)
                        .status())
                .isEqualTo(404);
        assertThat(nurse.get("/v1.0/studies/C56A4180AA0A4C5B9F4B2E8D7A1F3C6E/test" + subject)
                        .status())
                .isEqualTo(403);
        assertThat(nurse.get(study.path() + subject).status()).isEqualTo(403);
    }

    @Test
    @Order(3)
    void aNewKeyWorksAtItsFirstTokenAndTheOlderOneUntilItIsWithdrawn() {
        var older = keycloak.token("by-realm-roles");
        keycloak.addKey();
        var newer = keycloak.token("by-realm-roles");
        assertThat(newer.split("\\.")[0]).isNotEqualTo(older.split("\\.")[0]);
        Waiting.until(Duration.ofSeconds(30), () -> recreation(newer) == 200);
        assertThat(recreation(older)).isEqualTo(200);
        keycloak.withdrawTheFirstKey();
        Waiting.until(LONG, () -> recreation(older) == 401);
        assertThat(recreation(newer)).isEqualTo(200);
    }

    @Test
    @Order(4)
    void theNodeServesWhileTheProviderIsRestarted() throws IOException {
        var known = keycloak.token("by-realm-roles");
        keycloak.close();
        Waiting.until(LONG, () -> ready().body().contains("DEGRADED since"));
        assertThat(ready().status()).isEqualTo(200);
        assertThat(recreation(known)).isEqualTo(200);
        keycloak.start();
        Waiting.until(LONG, () -> ready().body().contains("\"jwtKeySource\":\"OK\""));
        assertThat(recreation(keycloak.token("by-realm-roles"))).isEqualTo(200);
    }

    private static int recreation(String token) {
        return api.as(token).put(study.accessCodePath(study.monitor)).status();
    }

    private static Answer ready() {
        return api.as(null).sendTo("GET", api.server().uri("/health/ready"), request -> request);
    }
}
