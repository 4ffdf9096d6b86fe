package org.openors.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openors.demo.DemoSite;
import org.openors.it.Pair;
import org.openors.site.SiteService.Running;

/** What can't be done is said in the person's words, with who can mend it; and nothing is lost on the way. */
@InBrowser
class RefusalsIT {

    @Test
    void eachRefusalOfTheCheckNamesWhoCanFixIt(Running service) {
        var study = service.study();
        try (var visit = service.nurse()) {
            assertRefused(visit, study.undispensed, "The kit is not dispensed to a patient yet.", "You or a colleague");
            assertRefused(visit, study.othersMonitor, "The kit is dispensed to another patient.", "");
            assertRefused(visit, study.noType, "It is not set how this kind of kit connects.", "Ask the supply team.");
            assertRefused(visit, study.noConnection, "It needs no code.", "");
            assertRefused(visit, study.scale, "The device is not registered yet.", "You or a colleague");
            assertRefused(visit, study.scaleWithoutVendor, "The vendor code of the device is missing.", "");
            assertRefused(visit, "DE3000000000400080000000000000FF", "This kit is not known in the study.", "");
            visit.look("refused");
        }
    }

    private static void assertRefused(Visit visit, String item, String words, String who) {
        visit.goTo("patient", visit.service.study().subjectId, "kit", item);
        assertThat(visit.waitFor("code-screen .reasons:has-text('" + words + "')")
                        .innerText())
                .contains(who);
    }

    @ParameterizedTest
    @CsvSource({
        "403, RIGHT_MISSING, You do not have the right to do this.",
        "429, TOO_MANY_REQUESTS, Too many requests.",
        "500, MHEALTH_SETTINGS_REFUSED, The device system refuses the settings of this study.",
        "500, INTERNAL_ERROR, That did not work.",
        "503, CONNECTOR_UNAVAILABLE, The device system does not answer just now.",
        "503, TEMPORARILY_UNAVAILABLE, The service is busy just now."
    })
    void aRefusedRecreationCanBeTriedAgain(int status, String reason, String words, Running service) {
        try (var visit = service.nurse().expecting(complaint -> complaint.contains(" " + status))) {
            visit.page.route(
                    "**/access-code?*",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setStatus(status)
                            .setBody("{\"errorData\":{\"details\":{\"reason\":\"" + reason
                                    + "\",\"reference\":\"R1\"}}}")));
            open(visit);
            visit.click("#make");
            assertThat(visit.waitFor("[role=alert]").innerText()).contains(words);
            visit.page.unroute("**/access-code?*");
            visit.click("#make");
            visit.waitFor("#otp");
        }
    }

    @Test
    void aServiceThatIsAwayIsTriedAgainByItself(Running service) {
        try (var visit = service.nurse().expecting(complaint -> complaint.contains("ERR_FAILED"))) {
            visit.page.route("**/rest/**", Route::abort);
            visit.goTo("patient", service.study().subjectId);
            assertThat(visit.waitFor("[role=alert]").innerText()).contains("The service does not answer.");
            visit.look("away");
            visit.page.unroute("**/rest/**");
            visit.waitFor(".device");
        }
    }

    @Test
    void aSlowAnswerTakesNoSecondClick(Running service) {
        try (var visit = service.nurse()) {
            int[] asked = {0};
            visit.page.route("**/access-code?*", route -> {
                asked[0]++;
                visit.page.evaluate("document.getElementById('make').click()");
                route.resume();
            });
            open(visit);
            visit.click("#make");
            visit.waitFor("#otp");
            assertThat(asked[0]).isEqualTo(1);
        }
    }

    @Test
    void aColleagueWhoWasFasterIsNamedAndHerPairStaysGood(Running service) {
        try (var visit = service.nurse().expecting(complaint -> complaint.contains("412"))) {
            open(visit);
            var faster = Pair.of(
                    service.apiOf("nurse-4", "Beat Keller").put(service.study().accessCodePath(DemoSite.APP)));
            visit.click("#make");
            assertThat(visit.waitFor("[role=alert]").innerText())
                    .contains("somebody was faster", "Beat Keller made a new code");
            visit.look("faster");
            assertThat(faster.redeem(service.api()).status()).isEqualTo(200);
        }
    }

    @Test
    void theOwnPairOfAnotherTabIsNotKilledUnnoticed(Running service) {
        try (var visit = service.nurse().expecting(complaint -> complaint.contains("412"))) {
            open(visit);
            var other = visit.newTab();
            other.navigate(service.url("/site/"));
            other.click(".sign-in button");
            other.click("#nurse");
            other.waitForSelector("home-screen");
            other.evaluate(
                    "place => { location.hash = place; }",
                    visit.place("patient", service.study().subjectId, "kit", DemoSite.APP));
            other.click("#make");
            other.waitForSelector("#otp");
            visit.click("#make");
            assertThat(visit.waitFor("[role=alert]").innerText()).contains("You made a new code");
        }
    }

    @Test
    void aReasonIsAskedForWhereTheStudyDemandsOne(Running service) {
        demandReason(service, true);
        try (var visit = service.visit().signIn()) {
            open(visit);
            visit.click("#make");
            assertThat(visit.page.locator("#reason").getAttribute("aria-invalid"))
                    .isEqualTo("true");
            giveReason(visit, "Telefon verloren – « perdu »");
            visit.goTo("patient", service.study().subjectId, "kit", DemoSite.APP, "history");
            assertThat(visit.waitFor(".history").innerText()).contains("Telefon verloren – « perdu »");
            visit.goTo("patient", service.study().subjectId);
            visit.click(".device:has-text('Study app') .danger");
            visit.click("dialog .danger");
            assertThat(visit.waitFor("#reason").getAttribute("aria-invalid")).isEqualTo("true");
            visit.page.fill("#reason", "Given to the wrong person");
            visit.click("dialog .danger");
            visit.waitFor(".device:has-text('Study app') .state:has-text('No code')");
        } finally {
            demandReason(service, false);
        }
    }

    /** The page read the study's settings when the person signed in. */
    @Test
    void aReasonIsAskedForIfTheStudyDemandsOneSinceToday(Running service) {
        try (var visit = service.nurse().expecting(complaint -> complaint.contains("400"))) {
            demandReason(service, true);
            open(visit);
            visit.click("#make");
            visit.waitFor("#reason");
            visit.page.fill("#reason", "Lost\u0007");
            visit.click("#make");
            visit.waitFor("[role=alert]");
            giveReason(visit, "Lost");
            visit.goTo("patient", service.study().subjectId);
            visit.click(".device:has-text('Study app') .danger");
            assertThat(visit.page.locator("#reason").isVisible()).isFalse();
            visit.click("dialog .danger");
            visit.waitFor("#reason");
            visit.page.fill("#reason", "Given to the wrong person");
            visit.click("dialog .danger");
            visit.waitFor(".device:has-text('Study app') .state:has-text('No code')");
        } finally {
            demandReason(service, false);
        }
    }

    /** Pages that have look-ups only are passed over. */
    @Test
    void aPageOfTheHistoryThatIsRefusedCanBeTriedAgain(Running service) {
        try (var visit = service.nurse().expecting(complaint -> complaint.contains(" 503"))) {
            int[] asked = {0};
            visit.page.route(
                    url -> url.contains("/audit?"),
                    route -> answer(
                            route,
                            asked[0]++,
                            lookUps(1),
                            entry("nurse-3", ",\"next\":\"2\""),
                            "",
                            lookUps(3),
                            entry("nurse-4", "")));
            visit.goTo("patient", service.study().subjectId, "kit", DemoSite.APP, "history");
            visit.click("history-screen button:has-text('Show more')");
            assertThat(visit.waitFor("history-screen [role=alert]").innerText())
                    .contains("The service is busy just now.");
            visit.click("history-screen button:has-text('Show more')");
            visit.waitFor(".history li:nth-child(2):has-text('nurse-4: code made invalid')");
            assertThat(visit.page.locator("history-screen [role=alert]").count())
                    .isZero();
            assertThat(visit.page.locator(".history li").count()).isEqualTo(2);
        }
    }

    private static String lookUps(int next) {
        return "{\"records\":[{\"action\":\"LIST_DEVICES\"}],\"next\":\"" + next + "\"}";
    }

    private static String entry(String actor, String next) {
        return "{\"records\":[{\"action\":\"REVOKE_ACCESS_CODE\",\"actor\":\"" + actor
                + "\",\"outcome\":\"Success\",\"occurredAt\":\"2026-11-27T09:30:00.125Z\"}]" + next + "}";
    }

    /** Nothing stands for a refusal. */
    private static void answer(Route route, int number, String... bodies) {
        boolean isRefused = bodies[number].isEmpty();
        route.fulfill(new Route.FulfillOptions()
                .setStatus(isRefused ? 503 : 200)
                .setBody(
                        isRefused
                                ? "{\"errorData\":{\"details\":{\"reason\":\"TEMPORARILY_UNAVAILABLE\"}}}"
                                : bodies[number]));
    }

    private static void giveReason(Visit visit, String reason) {
        visit.waitFor("#reason");
        visit.page.fill("#reason", reason);
        assertThat(visit.page.locator("#reason").getAttribute("aria-invalid")).isNull();
        visit.look("reason");
        visit.click("#make");
        visit.waitFor("#otp");
    }

    private static void demandReason(Running service, boolean demanded) {
        var document = service.study()
                .document(true)
                .replace("\"connector\":", "\"changeReasonRequired\": " + demanded + ", \"connector\":");
        assertThat(service.api()
                        .put(service.study().path() + "/study-data", document)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aPairIsMadeInvalidAfterAQuestion(Running service) {
        var pair = Pair.of(service.api().put(service.study().accessCodePath(DemoSite.APP)));
        try (var visit = service.nurse()) {
            visit.goTo("patient", service.study().subjectId);
            visit.click(".device:has-text('Study app') .danger");
            visit.waitFor("dialog[open]");
            visit.look("revoke");
            visit.click("dialog .danger");
            visit.waitFor(".device:has-text('Study app') .state:has-text('No code')");
        }
        assertThat(pair.redeem(service.api()).status()).isEqualTo(401);
    }

    @Test
    void whatHappensToAPhoneInUseIsSaidBefore(Running service) {
        Pair.of(service.api().put(service.study().accessCodePath(DemoSite.APP))).redeem(service.api());
        try (var visit = service.nurse()) {
            open(visit);
            assertThat(visit.text(".effects")).contains("stays connected until the new code is used");
        }
    }

    private static void open(Visit visit) {
        visit.goTo("patient", visit.service.study().subjectId, "kit", DemoSite.APP);
        visit.waitFor("#make");
    }
}
