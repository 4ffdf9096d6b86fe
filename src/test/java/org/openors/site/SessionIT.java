package org.openors.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openors.site.SiteService.Running;

/** Sign-in, its end, and what of it the browser keeps. */
@InBrowser
class SessionIT {

    @Test
    void aServiceWithoutAProviderSaysSo(Running service) {
        try (var visit = service.visit()) {
            visit.page.route("**/site/settings.json", route -> route.fulfill(new Route.FulfillOptions().setBody("{}")));
            visit.open("/site/");
            assertThat(visit.waitFor(".sign-in .note").innerText()).contains("ORS_OIDC_ISSUER");
            visit.look("not-set-up");
            visit.page.selectOption("#language", "de");
            visit.waitFor("h1:has-text('Anmelden')");
            assertThat(visit.text(".sign-in .note")).contains("ORS_OIDC_ISSUER");
            assertThat(visit.page.locator(".sign-in button").count()).isZero();
        }
    }

    @Test
    void noTokenIsKeptOutsideMemory(Running service) {
        try (var visit = service.nurse()) {
            assertThat(visit.page.evaluate(
                            "JSON.stringify([localStorage, sessionStorage, document.cookie, location.search])"))
                    .asString()
                    .doesNotContain("eyJ", "code", "verifier");
            assertThat(visit.page.url()).startsWith(service.url("/site/") + "#/");
        }
    }

    @Test
    void anAnswerThatNobodyAskedForIsRefused(Running service) {
        try (var visit = service.visit()) {
            visit.open("/site/?code=stolen&state=unknown");
            assertThat(visit.waitFor(".sign-in .note").innerText()).contains("You were not signed in.");
            assertThat(visit.page.url()).isEqualTo(service.url("/site/"));
        }
    }

    @Test
    void aTokenIsRenewedBeforeItEnds(Running service) {
        try (var visit = service.visit()) {
            visit.page.clock().install();
            visit.signIn();
            var renewal = visit.page.waitForRequest(
                    request -> String.valueOf(request.postData()).contains("grant_type=refresh_token"),
                    () -> visit.page.clock().fastForward("59:30"));
            assertThat(renewal.response().status()).isEqualTo(200);
            visit.goTo("patient", service.study().subjectId);
            visit.waitFor(".device");
        }
    }

    @Test
    void aSessionThatHasEndedAsksToSignInAndGoesOn(Running service) {
        try (var visit = service.visit().expecting(complaint -> complaint.contains("400"))) {
            visit.page.clock().install();
            visit.signIn();
            visit.goTo("patient", service.study().subjectId);
            visit.waitFor(".device");
            visit.page.route(
                    service.provider().issuer() + "/token",
                    route -> route.fulfill(new Route.FulfillOptions().setStatus(400)));
            visit.page.clock().fastForward("01:10:00");
            visit.waitFor("dialog[open]");
            visit.look("ended");
            visit.page.unroute(service.provider().issuer() + "/token");
            visit.click("dialog button");
            visit.click("#nurse");
            visit.waitFor(".device");
            assertThat(visit.page.url()).endsWith(visit.place("patient", service.study().subjectId));
        }
    }

    @Test
    void settingsThatCanNotBeReadAreReadAgain(Running service) {
        try (var visit = service.visit().expecting(complaint -> complaint.contains("503"))) {
            visit.page.route(
                    "**/site/settings.json",
                    route -> route.fulfill(
                            new Route.FulfillOptions().setStatus(503).setBody("{}")));
            visit.open("/site/");
            assertThat(visit.waitFor(".sign-in .note").innerText()).contains("does not answer");
            visit.page.unrouteAll();
            visit.click(".sign-in button");
            visit.waitFor("#nurse");
        }
    }

    @Test
    void aSessionOutlivesAProviderThatIsAway(Running service) {
        try (var visit = service.visit().expecting(complaint -> complaint.contains("ERR_FAILED"))) {
            visit.page.clock().install();
            visit.signIn();
            visit.page.route(service.provider().issuer() + "/token", Route::abort);
            visit.page.clock().fastForward("01:10:00");
            visit.page.fill("#search", "siteA");
            visit.page.press("#search", "Enter");
            assertThat(visit.waitFor(".found [role=alert]").innerText()).contains("The service does not answer.");
            visit.page.unrouteAll();
            visit.waitFor(".found .row:has-text('siteA-1')");
        }
    }

    @Test
    void aRenewalThatIsAnsweredAfterTheEndBeginsNoSession(Running service) {
        try (var visit = service.visit()) {
            visit.page.clock().install();
            visit.signIn();
            var renewals = new ArrayList<Route>();
            visit.page.route(service.provider().issuer() + "/token", renewals::add);
            visit.page.clock().fastForward("59:30");
            visit.page.waitForCondition(() -> !renewals.isEmpty());
            visit.page.evaluate("new BroadcastChannel('ors.session').postMessage('signed-out')");
            visit.waitFor("dialog[open]");
            visit.page
                    .waitForResponse(service.provider().issuer() + "/token", renewals.get(0)::resume)
                    .finished();
            visit.goTo("patient", service.study().subjectId);
            visit.page.evaluate("new Promise(passed => setTimeout(passed, 500))");
            assertThat(visit.page.locator("home-screen").count()).isEqualTo(1);
        }
    }

    @Test
    void signingOutEndsTheSessionHereInOtherTabsAndAtTheProvider(Running service) {
        try (var visit = service.visit().signIn()) {
            var other = visit.newTab();
            other.navigate(service.url("/site/"));
            other.click(".sign-in button");
            other.click("#nurse");
            other.waitForSelector("home-screen");
            var end = visit.page.waitForRequest("**/endsession**", () -> visit.click(".me button"));
            assertThat(end.method()).isEqualTo("POST");
            assertThat(end.url()).doesNotContain("eyJ");
            visit.waitFor(".sign-in button");
            other.waitForSelector("dialog[open]");
            assertThat(visit.page.evaluate("sessionStorage.length")).isEqualTo(0);
        }
    }

    @Test
    void thePagesMayCallThisServerAndTheProviderOnly(Running service) {
        for (var path : List.of("/site/", "/site/app.js", "/site/settings.json", "/phone/")) {
            var answer = service.api()
                    .as(null)
                    .sendTo("GET", service.server().uri("/ec-ors-svc" + path), request -> request);
            assertThat(answer.status()).as(path).isEqualTo(200);
            var policy = answer.header("Content-Security-Policy");
            assertThat(policy)
                    .doesNotContain("unsafe")
                    .doesNotContain("*")
                    .contains("connect-src 'self' http://localhost:");
            assertThat(policy).contains("default-src 'none'", "frame-ancestors 'none'");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        }
    }
}
