package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A server whose pool has one connection: a request that needs a second one at the same time fails. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OneConnectionIT {

    static final List<OpenApi.Route> ROUTES = OpenApi.published().routes();

    private final Path home = Path.of(
                    "target", "it", System.getProperty("ors.it.database", "h2"), "one-connection-" + System.nanoTime())
            .toAbsolutePath();

    private Database database;
    private Server server;
    private Api api;
    private SampleStudy study;

    @BeforeAll
    void start() {
        database = Database.ofThisRun(home);
        var tokens = new Tokens();
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("MP_JWT_VERIFY_ISSUER", Tokens.ISSUER);
        settings.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", tokens.publishKeys(home));
        settings.merge("ORS_JAVA_OPTIONS", Server.START_QUICKLY, (one, other) -> one + " " + other);
        server = Server.launchWithOneConnection(home, settings).awaitReady();
        api = new Api(server, tokens);
        study = SampleStudy.in(api);
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        database.close();
    }

    @ParameterizedTest
    @FieldSource("ROUTES")
    void eachOperationNeedsOneConnectionOnly(OpenApi.Route route) {
        study.registerMonitor(api);

        assertThat(succeeded(route).status()).isEqualTo(200);
        assertThat(api.as(null)
                        .send(route.method(), path(route), request -> request)
                        .status())
                .isEqualTo(401);
        assertThat(api.send(route.method(), path(route) + "?x", request -> request.header("Accept", "image/png"))
                        .status())
                .isLessThan(500);
    }

    private Answer succeeded(OpenApi.Route route) {
        if (route.path().equals("/mhealth/api/deviceBootstrap")) {
            return Pair.recreated(api, study).redeem(api);
        }
        var query = route.path().contains("{inventoryId}") ? "?mSubjectId=" + SampleStudy.M_SUBJECT_ID : "";
        var body = RouteSpellingIT.body(study, route);
        return api.send(
                route.method(),
                path(route) + query,
                request -> body == null
                        ? request
                        : request.header("Content-Type", "application/json")
                                .method(route.method(), BodyPublishers.ofString(body)));
    }

    private String path(OpenApi.Route route) {
        return RouteSpellingIT.path(study, route);
    }
}
