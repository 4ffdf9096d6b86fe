package org.openors.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openors.demo.DemoSite;
import org.openors.it.Api;
import org.openors.it.Database;
import org.openors.it.Keycloak;
import org.openors.it.Pair;
import org.openors.it.SampleStudy;
import org.openors.it.Server;
import org.openors.it.Tokens;
import org.openors.site.SiteService.Running;

/** The page with a real Keycloak: its form, its tokens, its renewal and its end, by the file of {@code server-config/identity}. */
@EnabledIfSystemProperty(named = "keycloak.home", matches = ".+", disabledReason = "mvn -Pkeycloak verify runs it")
@ExtendWith(Browser.class)
class KeycloakSignInIT {

    private static final Path REALM = Path.of("server-config/identity/keycloak-realm.json");

    @TempDir
    static Path home;

    private static Keycloak keycloak;
    private static Running service;

    @BeforeAll
    static void start() throws IOException {
        int port = Server.freePort();
        keycloak = new Keycloak();
        keycloak.create(Files.readString(REALM).replace("https://ors.example.org", "http://127.0.0.1:" + port));
        var database = Database.ofThisRun(home);
        var settings = new HashMap<>(database.settings());
        settings.putAll(Map.of(
                "MP_JWT_VERIFY_ISSUER", keycloak.issuer(),
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION", keycloak.keySet(),
                "MP_JWT_VERIFY_AUDIENCES", "ors",
                "ORS_OIDC_ISSUER", keycloak.issuer(),
                "ORS_OIDC_CLIENT_ID", "ec-ors-site"));
        var server = Server.launchAt(port, home, settings).awaitReady();
        var study = SampleStudy.ofTheDemo().inMode("active");
        var api = new Api(server, new Tokens()).as(keycloak.token("by-realm-roles"));
        study.put(api);
        new DemoSite(study).put(api, database);
        var playwright = Browser.playwright();
        service = new Running(null, database, server, api, study, playwright, Browser.launch(playwright), null);
    }

    @AfterAll
    static void stop() throws IOException {
        if (service != null) {
            service.browser().close();
            service.playwright().close();
            service.server().close();
            service.database().close();
        }
        keycloak.close();
    }

    @Test
    void aNurseOfASiteSignsInByItsFormGivesANewCodeAndSignsOut() {
        var password = keycloak.person("nurse-17", "Anna", "Meier", "/site-a/page-users");
        try (var visit = service.visit()) {
            visit.page.clock().install();
            visit.open("/site/");
            visit.click(".sign-in button");
            fillForm(visit, password);
            visit.click(".work .row:has-text('siteA-1')");
            visit.click(".device:has-text('Study app') .primary");
            visit.click("#make");
            var pair = new Pair(visit.code("#access-id"), null, visit.code("#otp"));
            visit.picture("keycloak-sheet");
            assertThat(pair.redeem(service.api()).status()).isEqualTo(200);
            visit.page.clock().fastForward("00:04");
            visit.waitFor(".connected");
            visit.click("#done");
            assertThat(visit.waitFor(".device:has-text('Study app') .facts").innerText())
                    .contains("Last code made by Anna Meier");
            assertThat(visit.text(".me .name")).isEqualTo("Anna Meier");
            assertRenewed(visit);
            visit.click(".me button");
            visit.waitFor(".sign-in button");
            visit.click(".sign-in button");
            visit.waitFor("#kc-login");
        }
    }

    private static void fillForm(Visit visit, String password) {
        visit.waitFor("#kc-login");
        visit.picture("keycloak-form");
        visit.page.fill("#username", "nurse-17");
        visit.page.fill("#password", password);
        visit.click("#kc-login");
    }

    /** Twice: Keycloak takes a refresh token once, so the page must use the one that came with the renewal. */
    private static void assertRenewed(Visit visit) {
        for (int i = 0; i < 2; i++) {
            var renewal = visit.page.waitForRequest(
                    request -> String.valueOf(request.postData()).contains("grant_type=refresh_token"),
                    () -> visit.page.clock().fastForward("04:30"));
            assertThat(renewal.response().status()).isEqualTo(200);
            visit.goTo();
            visit.waitFor("home-screen .work .rows, home-screen .work .empty");
            visit.goTo("patient", service.study().subjectId);
            visit.waitFor(".device");
        }
    }
}
