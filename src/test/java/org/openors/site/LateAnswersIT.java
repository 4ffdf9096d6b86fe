package org.openors.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openors.demo.DemoSite;
import org.openors.it.Pair;
import org.openors.site.SiteService.Running;

/** What comes late takes nothing away: neither what the person sees by now, nor a press, a focus, or what they typed. */
@InBrowser
class LateAnswersIT {

    /** Requests that get their answers when the test says so. */
    private final List<Route> held = new ArrayList<>();

    @Test
    void anEarlierSearchDoesNotReplaceALaterOne(Running service) {
        try (var visit = service.nurse()) {
            visit.page.route(url -> url.contains("search=siteA"), held::add);
            search(visit, "siteA");
            search(visit, "siteB");
            visit.waitFor(".found .row:has-text('siteB-1')");
            release(visit, 0);
            assertThat(visit.text(".found")).contains("siteB-1").doesNotContain("siteA");
        }
    }

    @Test
    void theTryAgainOfAnEarlierSearchDoesNotReplaceALaterOne(Running service) {
        try (var visit = service.nurse().expecting(complaint -> complaint.contains("ERR_FAILED"))) {
            visit.page.route(url -> url.contains("search=siteA"), Route::abort);
            search(visit, "siteA");
            visit.waitFor(".found [role=alert]");
            visit.page.unrouteAll();
            search(visit, "siteB");
            visit.waitFor(".found .row:has-text('siteB-1')");
            letPass(visit, 3_500);
            assertThat(visit.text(".found")).contains("siteB-1").doesNotContain("siteA");
        }
    }

    @Test
    void aListThatIsLateDoesNotReplaceTheOneThatWasChosenAfterIt(Running service) {
        try (var visit = service.nurse()) {
            visit.page.route(url -> url.contains("state=Locked"), held::add);
            visit.page.route(
                    url -> url.contains("state=Expired"),
                    route -> route.fulfill(new Route.FulfillOptions().setBody("{\"devices\":[]}")));
            visit.page.evaluate(
                    "['locked', 'expired'].forEach(list => document.getElementById(`list-${list}`).click())");
            letPass(visit, 500);
            release(visit, 0);
            assertThat(visit.text(".work")).isEqualTo("None. All good here.");
        }
    }

    @Test
    void whileTheServiceIsAwayTheButtonToTryAgainStaysInPlace(Running service) {
        try (var visit = service.nurse().expecting(complaint -> complaint.contains("ERR_FAILED"))) {
            visit.page.route("**/rest/**", Route::abort);
            search(visit, "siteA");
            visit.page.focus(".found [role=alert] button");
            for (int i = 0; i < 2; i++) {
                visit.page.waitForRequest("**/rest/**", () -> {});
                letPass(visit, 500);
            }
            assertThat(visit.page.evaluate("document.activeElement.matches('.found [role=alert] button')"))
                    .isEqualTo(true);
            visit.page.unrouteAll();
            visit.waitFor(".found .row:has-text('siteA-1')");
            assertThat(visit.page.evaluate("document.activeElement.tagName")).isEqualTo("H1");
        }
    }

    @Test
    void theFirstScreenIsDrawnOnceAfterATryAgain(Running service) {
        try (var visit = service.visit().expecting(complaint -> complaint.contains("ERR_FAILED"))) {
            visit.page.route("**/rest/v1.0/studies", Route::abort);
            visit.open("/site/");
            visit.click(".sign-in button");
            visit.click("#nurse");
            assertThat(visit.waitFor("[role=alert]").innerText()).contains("The service does not answer.");
            visit.page.unrouteAll();
            // By now it may have tried again by itself.
            visit.page.evaluate("document.querySelector('[role=alert] button')?.click()");
            visit.page.fill("#search", "siteA-");
            letPass(visit, 3_500);
            assertThat(visit.page.inputValue("#search")).isEqualTo("siteA-");
        }
    }

    @Test
    void anAnswerThatBreaksOffIsAskedForAgain(Running service) {
        try (var visit = service.nurse()) {
            visit.page.route(
                    url -> url.contains("search=siteA"),
                    route -> route.fulfill(new Route.FulfillOptions().setBody("{\"subjects\":[")));
            search(visit, "siteA");
            assertThat(visit.waitFor(".found [role=alert]").innerText()).contains("The service does not answer.");
            visit.page.unrouteAll();
            visit.waitFor(".found .row:has-text('siteA-1')");
        }
    }

    @Test
    void theListOfDevicesIsNotDrawnAgainWhileThePersonIsAtIt(Running service) {
        try (var visit = service.visit()) {
            visit.page.clock().install();
            visit.signIn();
            visit.goTo("patient", service.study().subjectId);
            visit.waitFor(".device:has-text('Study app')");
            changed(service);
            visit.page.route(url -> url.endsWith("/devices"), held::add);
            visit.page.clock().fastForward("00:11");
            visit.page.focus(".device:has-text('Study app') .primary");
            release(visit, 0);
            assertThat(visit.page.evaluate("document.activeElement.matches('.device .primary')"))
                    .isEqualTo(true);
            visit.page.evaluate("""
                    () => {
                      document.activeElement.blur();
                      getSelection().selectAllChildren(document.querySelector('.device .kit-id code'));
                    }""");
            visit.page.unrouteAll();
            changed(service);
            visit.page.clock().fastForward("00:11");
            letPass(visit, 500);
            assertThat(visit.page.evaluate("getSelection().toString()")).isNotEqualTo("");
            visit.page.evaluate("getSelection().removeAllRanges()");
            visit.page.clock().fastForward("00:11");
            visit.waitFor(".device:has-text('Study app') .state:has-text('Waiting for the phone')");
        }
    }

    /** The list shows it although the question was closed before the answer came. */
    @Test
    void aPairThatWasMadeInvalidIsShownAsSuch(Running service) {
        changed(service);
        try (var visit = service.nurse()) {
            visit.goTo("patient", service.study().subjectId);
            visit.click(".device:has-text('Study app') .danger");
            visit.page.route("**/access-code?*", held::add);
            visit.click("dialog .danger");
            visit.page
                    .waitForResponse(answer -> answer.url().endsWith("/devices"), () -> visit.click("dialog .quiet"))
                    .finished();
            letPass(visit, 500);
            visit.page.focus(".device:has-text('Study app') .danger");
            release(visit, 0);
            visit.waitFor(".device:has-text('Study app') .state:has-text('No code')");
        }
    }

    @Test
    void aPressAtTheSheetIsNotLostWhenThePhoneConnects(Running service) {
        try (var visit = service.nurse()) {
            var pair = SheetIT.handedOver(visit);
            visit.page.focus("#done");
            visit.page.keyboard().down("Space");
            assertThat(pair.redeem(service.api()).status()).isEqualTo(200);
            visit.waitFor(".connected");
            visit.page.keyboard().up("Space");
            visit.waitFor("patient-screen");
        }
    }

    @Test
    void aLateLookDoesNotSayThatAConnectedPhoneIsWaitedFor(Running service) {
        try (var visit = service.nurse()) {
            var pair = SheetIT.handedOver(visit);
            visit.page.route(url -> url.endsWith("/devices"), held::add);
            visit.page.waitForCondition(() -> held.size() > 1);
            var before = held.get(0).fetch();
            assertThat(pair.redeem(service.api()).status()).isEqualTo(200);
            held.get(1).resume();
            visit.waitFor(".connected");
            held.get(0).fulfill(new Route.FulfillOptions().setResponse(before));
            letPass(visit, 500);
            assertThat(visit.text(".sheet-status")).contains("The phone is connected.");
        }
    }

    @Test
    void aNewLanguageLosesNoPairThatIsBeingMadeAndMakesNoSecondOne(Running service) {
        try (var visit = service.visit().signIn()) {
            makeAPairThatIsHeld(visit, service);
            visit.page.selectOption("#language", "fr");
            visit.waitFor("html[lang=fr]");
            letPass(visit, 2_000);
            visit.page.evaluate("document.getElementById('make').click()");
            release(visit, 0);
            visit.waitFor("#otp");
            assertThat(visit.text("h1")).isEqualTo("Remettre le code");
            assertThat(held).hasSize(1);
        }
    }

    @Test
    void aPairThatComesAfterTheScreenWasLeftChangesNothing(Running service) {
        try (var visit = service.nurse()) {
            makeAPairThatIsHeld(visit, service);
            visit.click("code-screen .actions .quiet");
            visit.waitFor(".device");
            release(visit, 0);
            assertThat(visit.page.title()).startsWith("Patient");
        }
    }

    @Test
    void aPairThatComesAfterTheEndOfTheSessionIsNotShown(Running service) {
        try (var visit = service.nurse()) {
            makeAPairThatIsHeld(visit, service);
            visit.page.waitForCondition(() -> !held.isEmpty());
            visit.page.evaluate("new BroadcastChannel('ors.session').postMessage('signed-out')");
            visit.waitFor("dialog[open]");
            release(visit, 0);
            assertThat(visit.page.locator("hand-over-sheet").count()).isEqualTo(1);
            assertThat(visit.page.locator(".qr-box").count()).isZero();
            assertThat(visit.page.locator(".hidden-otp").count()).isEqualTo(1);
            assertThat(visit.code("#otp")).doesNotMatch(".*[0-9].*");
        }
    }

    @Test
    void aColleagueWhoWasFasterIsNamedEvenIfTheServiceWasAwayMeanwhile(Running service) {
        try (var visit =
                service.nurse().expecting(complaint -> complaint.contains("412") || complaint.contains("ERR_FAILED"))) {
            visit.goTo("patient", service.study().subjectId, "kit", DemoSite.APP);
            visit.waitFor("#make");
            service.apiOf("nurse-4", "Beat Keller").put(service.study().accessCodePath(DemoSite.APP));
            visit.page.route("**/subjects?**", Route::abort);
            visit.click("#make");
            assertThat(visit.waitFor("[role=alert]").innerText()).contains("The service does not answer.");
            visit.page.unrouteAll();
            visit.waitFor("#make");
            assertThat(visit.text("code-screen .card")).contains("Beat Keller made a new code");
        }
    }

    @Test
    void theLanguageThatWasChosenLastIsSpoken(Running service) {
        try (var visit = service.visit()) {
            visit.open("/site/");
            visit.waitFor(".sign-in");
            visit.page.route("**/texts/de.json", held::add);
            visit.page.selectOption("#language", "de");
            visit.page.selectOption("#language", "fr");
            visit.waitFor("html[lang=fr]");
            release(visit, 0);
            assertThat(visit.page.getAttribute("html", "lang")).isEqualTo("fr");
        }
    }

    @Test
    void aLanguageThatIsLateKeepsWhatIsTypedMeanwhile(Running service) {
        try (var visit = service.visit().signIn()) {
            visit.page.route("**/texts/fr.json", held::add);
            visit.page.selectOption("#language", "fr");
            visit.page.click("#search");
            visit.page.keyboard().type("siteA-");
            release(visit, 0);
            visit.waitFor("h1:has-text('Trouver un patient')");
            visit.page.keyboard().type("1");
            assertThat(visit.page.inputValue("#search")).isEqualTo("siteA-1");
        }
    }

    @Test
    void aLanguageThatCanNotBeLoadedIsNotSpokenAndCanBeChosenAgain(Running service) {
        try (var visit = service.visit().expecting(complaint -> complaint.contains("503"))) {
            visit.open("/site/");
            visit.waitFor(".sign-in");
            visit.page.route(
                    "**/texts/de.json",
                    route -> route.fulfill(
                            new Route.FulfillOptions().setStatus(503).setBody("{}")));
            visit.page.waitForResponse("**/texts/de.json", () -> visit.page.selectOption("#language", "de"));
            letPass(visit, 500);
            assertThat(visit.text("h1")).isEqualTo("Sign in");
            assertThat(visit.page.inputValue("#language")).isEqualTo("en");
            visit.page.unrouteAll();
            visit.page.selectOption("#language", "de");
            visit.waitFor("h1:has-text('Anmelden')");
        }
    }

    private void makeAPairThatIsHeld(Visit visit, Running service) {
        visit.goTo("patient", service.study().subjectId, "kit", DemoSite.APP);
        visit.page.route("**/access-code?*", held::add);
        visit.click("#make");
    }

    private static void search(Visit visit, String text) {
        visit.page.fill("#search", text);
        visit.page.press("#search", "Enter");
    }

    /** Somebody else gives the app a new pair. */
    private static void changed(Running service) {
        Pair.of(service.api().put(service.study().accessCodePath(DemoSite.APP)));
    }

    /** Lets a held request go on, and the page do with its answer what it does. */
    private void release(Visit visit, int index) {
        visit.page.waitForCondition(() -> held.size() > index);
        var route = held.get(index);
        var url = route.request().url();
        visit.page
                .waitForResponse(answer -> answer.url().equals(url), route::resume)
                .finished();
        letPass(visit, 500);
    }

    /** The page's own timers that are due by then have run: of those with this time before, each comes first. */
    private static void letPass(Visit visit, int milliseconds) {
        visit.page.evaluate("milliseconds => new Promise(passed => setTimeout(passed, milliseconds))", milliseconds);
    }
}
