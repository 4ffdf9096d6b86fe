package org.openors.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openors.demo.DemoSite;
import org.openors.it.Pair;
import org.openors.site.SiteService.Running;

/** The pages themselves: languages and weight. */
@InBrowser
class PagesIT {

    private static final Map<String, String> FIND = Map.of(
            "en",
            "Find a patient",
            "de",
            "Patient suchen",
            "fr",
            "Trouver un patient",
            "es",
            "Buscar un paciente",
            "ja",
            "患者さんを探す");
    private static final Map<String, String> CODE = Map.of(
            "en",
            "Your access code",
            "de",
            "Ihr Zugangscode",
            "fr",
            "Votre code d’accès",
            "es",
            "Su código de acceso",
            "ja",
            "あなたのアクセスコード");

    @Test
    void thePageAndTheSheetSpeakFiveLanguagesEach(Running service) {
        try (var visit = service.nurse(320, 900)) {
            for (var language : FIND.entrySet()) {
                visit.shownBy(() -> visit.page.selectOption("#language", language.getKey()), ".work");
                visit.waitFor("h1:has-text('" + language.getValue() + "')");
                assertThat(visit.page.getAttribute("html", "lang")).isEqualTo(language.getKey());
                visit.look("home-" + language.getKey());
            }
            visit.page.selectOption("#language", "en");
            visit.waitFor("h1:has-text('Find a patient')");
            var pair = SheetIT.handedOver(visit);
            for (var language : CODE.entrySet()) {
                visit.page.selectOption("#sheet-language", language.getKey());
                visit.waitFor(".paper h2:has-text('" + language.getValue() + "')");
                assertThat(visit.code("#otp")).isEqualTo(pair.otp());
                assertThat(visit.text("h1")).isEqualTo("Hand over the code");
                visit.look("sheet-" + language.getKey());
            }
        }
    }

    @Test
    void aPersonWhoOnlyReadsChoosesTheModeOnceAndIsOfferedNoChange(Running service) {
        var training = service.study().path().replace("/test", "/training");
        service.api().put(training + "/study-data", service.study().document(true));
        try (var visit = service.visit()) {
            visit.open("/site/");
            visit.click(".sign-in button");
            visit.click("#monitor");
            visit.waitFor(".choice");
            visit.look("choose");
            visit.click(".choice:has-text('Training')");
            visit.waitFor("home-screen");
            assertThat(visit.text(".band")).contains("Training mode");
            visit.page.reload();
            visit.click("#monitor");
            assertThat(visit.waitFor(".band").innerText()).contains("Training mode");
            visit.click(".study .link");
            visit.click(".choice:has-text('Test')");
            visit.waitFor("home-screen");
            assertThat(visit.text(".band")).contains("Test mode");
            visit.goTo("patient", service.study().subjectId);
            visit.waitFor(".device");
            assertThat(visit.page.locator(".device .primary").count()).isZero();
            assertThat(visit.page.locator(".device .quiet").count()).isPositive();
        }
    }

    @Test
    void findsAPatientByNumberAndSaysWhenThereIsNone(Running service) {
        try (var visit = service.nurse()) {
            visit.page.fill("#search", "siteA");
            visit.page.keyboard().press("Enter");
            visit.waitFor(".found .row:has-text('siteA-2')");
            visit.look("found");
            visit.page.fill("#search", "nobody");
            visit.click(".field-row button");
            assertThat(visit.waitFor(".found .note").innerText()).contains("No patient found.");
        }
    }

    /** A scanner types fast and ends with Enter. The page has the focus where it is needed, without a click. */
    @Test
    void aScannedLabelOpensThePatient(Running service) {
        try (var visit = service.nurse()) {
            visit.page.keyboard().type(" de300000-0000-4000-8000-0000000000b1");
            visit.page.keyboard().press("Enter");
            assertThat(visit.waitFor("patient-screen .lead").innerText()).isEqualTo("Clinique du Lac");
        }
    }

    @Test
    void theWorklistHasEachDeviceWhereItBelongsAndCanBeOfOneSite(Running service) {
        var pair = Pair.of(service.api().put(service.study().accessCodePath(DemoSite.APP)));
        DemoSite.expire(service.database(), DemoSite.APP_OF_SITE_B);
        try (var visit = service.nurse()) {
            assertThat(list(visit, "waiting")).contains("siteA-1", "Valid until");
            assertThat(list(visit, "soon")).doesNotContain("siteA-1");
            DemoSite.expire(service.database(), DemoSite.APP, 3);
            assertThat(list(visit, "waiting")).contains("siteA-1");
            assertThat(list(visit, "soon")).contains("siteA-1");
            for (int i = 0; i < 10; i++) {
                pair.withWrongOtp().redeem(service.api());
            }
            assertThat(list(visit, "locked")).contains("siteA-1", "Locked");
            DemoSite.expire(service.database(), DemoSite.APP);
            assertThat(list(visit, "expired")).contains("siteB-1", "Expired");
            assertThat(visit.shownBy(() -> visit.page.selectOption("#site", "siteA"), ".work"))
                    .doesNotContain("siteB-1");
        }
    }

    private static String list(Visit visit, String name) {
        return visit.shownBy(
                () -> visit.page.check(
                        "#list-" + name, new com.microsoft.playwright.Page.CheckOptions().setForce(true)),
                ".work");
    }

    @Test
    void anAddressThatIsNoPlaceLeadsToTheFirstScreen(Running service) {
        try (var visit = service.nurse()) {
            for (var place : List.of("#/%", "#/a/b/c", "#", visit.place("patient"), visit.place("%ff"))) {
                visit.goTo("patient", service.study().subjectId);
                visit.waitFor("patient-screen");
                visit.page.evaluate("place => { location.hash = place; }", place);
                visit.waitFor("home-screen");
            }
        }
    }

    /** To her, patients of other sites do not exist: not in a list, by number, by kit or by address. */
    @Test
    void aNurseOfOneSiteKnowsNoPatientOfAnother(Running service) {
        service.api().put(service.study().accessCodePath(DemoSite.APP));
        DemoSite.expire(service.database(), DemoSite.APP);
        DemoSite.expire(service.database(), DemoSite.APP_OF_SITE_B);
        try (var visit = service.visit()
                .expecting(complaint -> complaint.contains("400"))
                .signIn("site-nurse")) {
            assertThat(visit.text(".work")).contains("siteA-1").doesNotContain("siteB");
            assertThat(visit.page.locator("#site").count()).isZero();
            visit.look("home-of-one-site");
            for (var searched : List.of("site", "siteB-1", DemoSite.APP_OF_SITE_B, DemoSite.SUBJECT_OF_SITE_B)) {
                visit.page.fill("#search", searched);
                assertThat(visit.shownBy(() -> visit.page.keyboard().press("Enter"), ".found"))
                        .contains(searched.equals("site") ? "siteA-2" : "No patient found.")
                        .doesNotContain("siteB");
            }
            for (var place :
                    List.of("", "/kit/" + DemoSite.APP_OF_SITE_B, "/kit/" + DemoSite.APP_OF_SITE_B + "/history")) {
                visit.goTo("patient", DemoSite.SUBJECT_OF_SITE_B + place);
                assertThat(visit.waitFor("[role=alert]").innerText()).contains("This patient is not known here");
                visit.goTo();
                visit.waitFor("home-screen");
            }
            visit.goTo("patient", service.study().subjectId, "kit", DemoSite.APP_OF_SITE_B);
            assertThat(visit.waitFor(".reasons").innerText()).contains("The kit is not dispensed to a patient yet.");
            visit.goTo("patient", service.study().subjectId, "kit", DemoSite.APP_OF_SITE_B, "history");
            assertThat(visit.waitFor("history-screen .empty").innerText()).isEqualTo("Nothing has happened yet.");
            visit.goTo("patient", service.study().subjectId, "kit", DemoSite.APP);
            visit.click("#make");
            visit.waitFor("#otp");
        }
    }

    /** On a cold cache: what is loaded before the sign-in can be pressed. */
    @Test
    void thePageIsLight(Running service) {
        try (var visit = service.visit()) {
            var answers = new ArrayList<com.microsoft.playwright.Response>();
            visit.page.onResponse(answers::add);
            long start = System.nanoTime();
            visit.open("/site/");
            visit.waitFor(".sign-in button");
            long millis = (System.nanoTime() - start) / 1_000_000;
            // Others may come while these are read.
            var read = List.copyOf(answers);
            long bytes = read.stream().mapToLong(answer -> answer.body().length).sum();
            long transferred = read.stream()
                    .map(answer -> answer.request().sizes())
                    .mapToLong(sizes -> sizes.responseHeadersSize + sizes.responseBodySize)
                    .sum();
            SiteReport.measured(
                    "cold cache, until the sign-in can be pressed",
                    read.size() + " requests, " + transferred + " bytes transferred (" + bytes + " of files), " + millis
                            + " ms");
            assertThat(read).allMatch(answer -> answer.url().startsWith(service.url("/")));
            assertThat(read.size()).isLessThan(30);
            assertThat(bytes).isLessThan(200_000);
        }
    }
}
