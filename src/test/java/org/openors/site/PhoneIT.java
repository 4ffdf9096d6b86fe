package org.openors.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openors.demo.DemoSite;
import org.openors.it.Pair;
import org.openors.it.SampleStudy;
import org.openors.site.SiteService.Running;

/** The practice phone shows what the patient's app would show. */
@InBrowser
class PhoneIT {

    @Test
    void connectsAndSaysWhyNot(Running service) {
        var pair = Pair.recreated(service.api(), service.study());
        try (var visit = service.visit(320, 900).expecting(complaint -> complaint.contains("40"))) {
            visit.open("/phone/");
            visit.waitFor("#access-id");
            visit.look("phone");
            connect(visit, pair.withWrongOtp());
            assertThat(visit.waitFor(".note").innerText()).contains("wrong code", "ORS_401_02");
            connect(visit, pair);
            visit.waitFor(".big-tick");
            assertThat(visit.text(".phone-facts")).contains("Hypertension at home", "siteA-1", "never shown");
            visit.look("phone-connected");
            visit.click("button.quiet");
            connect(visit, pair);
            assertThat(visit.waitFor(".note").innerText()).contains("used already", "ORS_400_13");
            visit.look("phone-refused");
        }
    }

    @Test
    void saysInItsWordsWhatTheAppWouldSay(Running service) {
        var study = service.study();
        try (var visit = service.visit(320, 900).expecting(complaint -> true)) {
            visit.open("/phone/");
            var expired = Pair.recreated(service.api(), study);
            DemoSite.expire(service.database(), study.monitor);
            assertSaid(visit, expired, "this code has expired", "401 ORS_401_02");
            assertSaid(visit, expired.withOtp("????!!!!"), "wrong code", "401 ORS_401_02");
            visit.page.route("**/deviceBootstrap", Route::abort);
            assertSaid(visit, expired, "The service does not answer.", "connect again within two minutes");
            for (var refused : Map.of("429", "TOO_MANY_REQUESTS", "503", "TEMPORARILY_UNAVAILABLE")
                    .entrySet()) {
                visit.page.unrouteAll();
                visit.page.route(
                        "**/deviceBootstrap",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setStatus(Integer.parseInt(refused.getKey()))
                                .setBody("{\"errorData\":{\"details\":{\"reason\":\"" + refused.getValue() + "\"}}}")));
                assertSaid(
                        visit, expired, refused.getKey().equals("429") ? "Wait a minute." : "the service is busy", "");
            }
        }
    }

    private static void assertSaid(Visit visit, Pair pair, String words, String more) {
        connect(visit, pair);
        assertThat(visit.waitFor(".note:has-text('" + words + "')").innerText()).contains(more);
    }

    @Test
    void aPairIsPastedAsAWhole(Running service) {
        try (var visit = service.visit()) {
            visit.open("/phone/");
            visit.waitFor("#access-id");
            visit.page.evaluate("""
                    () => {
                      const data = new DataTransfer();
                      data.setData('text', 'https://app.example.org/start#id=ABC123&otp=ABCD1234');
                      document.getElementById('access-id').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
                    }""");
            assertThat(visit.page.inputValue("#access-id")).isEqualTo("ABC123");
            assertThat(visit.page.inputValue("#otp")).isEqualTo("ABCD1234");
        }
    }

    @Test
    void aNewLanguageTakesNothingAway(Running service) {
        var pair = Pair.recreated(service.api(), service.study());
        try (var visit = service.visit()) {
            visit.open("/phone/");
            visit.waitFor("#access-id").fill(pair.accessId());
            visit.page.fill("#otp", pair.otp());
            visit.page.selectOption("#language", "de");
            visit.page.waitForSelector("html[lang=de]");
            assertThat(visit.page.inputValue("#access-id")).isEqualTo(pair.accessId());
            assertThat(visit.page.inputValue("#otp")).isEqualTo(pair.otp());
            visit.click("button.primary");
            visit.waitFor(".big-tick");
            visit.page.selectOption("#language", "en");
            visit.page.waitForSelector("html[lang=en]");
            assertThat(visit.text(".phone-facts")).contains("Hypertension at home");
        }
    }

    /** Nobody practises on a real patient's pair: the phone is told what any wrong pair is told, and the pair stays good. */
    @Test
    void aPairOfTheModeActiveIsRefusedAndKept(Running service) {
        var real = new SampleStudy("active").put(service.api());
        var pair = Pair.registered(service.api(), real);
        try (var visit = service.visit().expecting(complaint -> complaint.contains("401"))) {
            visit.open("/phone/");
            connect(visit, pair);
            assertThat(visit.waitFor(".note").innerText())
                    .contains("ORS_401_02", "A code of a real patient is refused here too.");
        }
        assertThat(pair.redeem(service.api()).status()).isEqualTo(200);
    }

    private static void connect(Visit visit, Pair pair) {
        visit.waitFor("#access-id");
        visit.page.fill("#access-id", pair.accessId());
        visit.page.fill(
                "#otp",
                pair.otp().substring(0, 4) + " " + pair.otp().substring(4).toLowerCase(java.util.Locale.ROOT));
        visit.page.keyboard().press("Enter");
    }
}
