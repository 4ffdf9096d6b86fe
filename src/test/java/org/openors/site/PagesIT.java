package org.openors.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openors.it.Api;
import org.openors.site.SiteService.Running;

/** The pages themselves: languages, weight, and the page to try the API. */
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
        try (var visit = service.visit(320, 900).signIn()) {
            for (var language : FIND.entrySet()) {
                visit.page.selectOption("#language", language.getKey());
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
    void findsAPatientByNumberAndSaysWhenThereIsNone(Running service) {
        try (var visit = service.visit().signIn()) {
            visit.page.fill("#search", "siteA");
            visit.page.keyboard().press("Enter");
            visit.waitFor(".found .row:has-text('siteA-2')");
            visit.look("found");
            visit.page.fill("#search", "nobody");
            visit.click(".field-row button");
            assertThat(visit.waitFor(".found .note").innerText()).contains("No patient found.");
            for (var list : new String[] {"locked", "soon", "waiting", "expired"}) {
                visit.page.check("#list-" + list, new com.microsoft.playwright.Page.CheckOptions().setForce(true));
                visit.waitFor(".work .rows, .work .empty");
            }
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
            long bytes =
                    answers.stream().mapToLong(answer -> answer.body().length).sum();
            SiteReport.measured(
                    "cold cache, until the sign-in can be pressed",
                    answers.size() + " requests, " + bytes + " bytes, " + millis + " ms");
            assertThat(answers).allMatch(answer -> answer.url().startsWith(service.url("/")));
            assertThat(answers.size()).isLessThan(30);
            assertThat(bytes).isLessThan(200_000);
        }
    }

    @Test
    void theApiCanBeTriedInTheBrowser(Running service) {
        for (int width : new int[] {320, 1280}) {
            try (var visit = service.visit(width, 900)) {
                visit.open("/docs/");
                visit.click("button.authorize");
                visit.waitFor(".auth-container input")
                        .fill(service.provider().token("nurse-17", "Anna Meier", java.util.List.of(Api.ALL_RIGHTS)));
                visit.click(".auth-container button.authorize");
                visit.click(".auth-container button.btn-done");
                visit.click(".opblock-put:has-text('access-code') button.opblock-summary-control");
                visit.click(".try-out__btn");
                visit.click("button.execute");
                assertThat(visit.waitFor(".live-responses-table .response .microlight")
                                .innerText())
                        .contains("\"otp\"");
                visit.page.screenshot(new com.microsoft.playwright.Page.ScreenshotOptions()
                        .setPath(java.nio.file.Path.of("target", "site-screenshots", width + "-docs.png")));
            }
        }
    }
}
