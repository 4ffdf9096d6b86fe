package org.openors.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.microsoft.playwright.Locator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.openors.it.Pair;
import org.openors.site.SiteService.Running;

/** The sheet that is handed over: what it shows, what of it is printed, and when the OTP is gone. */
@InBrowser
class SheetIT {

    @Test
    void theQrCodeAndThePrintedPageHoldThePair(Running service) throws IOException, NotFoundException {
        try (var visit = service.nurse()) {
            var pair = handedOver(visit);
            assertThat(decoded(visit.waitFor(".qr"))).isEqualTo(pair.accessId() + " " + pair.otp());
            assertThat(visit.text(".expiry")).contains("(Zurich)");
            try (var paper = Loader.loadPDF(visit.page.pdf())) {
                assertThat(paper.getNumberOfPages()).isEqualTo(1);
                assertThat(new PDFTextStripper().getText(paper).replaceAll("\\s", ""))
                        .contains(pair.accessId(), pair.otp())
                        .doesNotContain("Signout", "Print");
            }
        }
    }

    @Test
    void theQrCodeHoldsTheStudysLinkIfItHasOne(Running service) throws IOException, NotFoundException {
        try (var visit = service.visit()) {
            visit.page.route("**/rest/v1.0/studies", route -> {
                var answer = route.fetch();
                route.fulfill(
                        new com.microsoft.playwright.Route.FulfillOptions()
                                .setResponse(answer)
                                .setBody(
                                        answer.text()
                                                .replaceAll(
                                                        "\"mode\":",
                                                        "\"bootstrapLink\":\"https://app.example.org/start#id={accessId}&otp={otp}\",\"mode\":")));
            });
            var pair = handedOver(visit.signIn());
            assertThat(decoded(visit.waitFor(".qr")))
                    .isEqualTo("https://app.example.org/start#id=" + pair.accessId() + "&otp=" + pair.otp());
        }
    }

    /** A sheet that is drawn again under the hand takes the press of a button away. */
    @Test
    void theSheetIsDrawnOnceAndInTheLanguageOfTheSite(Running service) {
        try (var visit = service.visit()) {
            visit.signIn();
            visit.page.evaluate("""
                    () => {
                      window.sheetsDrawn = 0;
                      new MutationObserver(changes => {
                        const added = changes.flatMap(change => [...change.addedNodes]);
                        window.sheetsDrawn += added.filter(node => node.matches?.('.paper')).length;
                      }).observe(document.body, { childList: true, subtree: true });
                    }""");
            handedOver(visit);
            visit.waitFor(".paper[lang=de]");
            assertThat(visit.page.evaluate("window.sheetsDrawn")).isEqualTo(1);
        }
    }

    @Test
    void theSheetSpeaksThePersonsLanguageIfTheSitesCannotBeLoaded(Running service) {
        try (var visit = service.visit().expecting(complaint -> complaint.contains("ERR_FAILED"))) {
            visit.page.route("**/texts/de.json", route -> route.abort());
            var pair = handedOver(visit.signIn());
            visit.waitFor(".paper[lang=en]");
            visit.page.unrouteAll();
            visit.page.selectOption("#sheet-language", "de");
            visit.waitFor(".paper[lang=de]");
            assertThat(visit.code("#otp")).isEqualTo(pair.otp());
        }
    }

    @Test
    void theOtpIsGoneAfterTwoMinutes(Running service) {
        try (var visit = service.visit()) {
            visit.page.clock().install();
            visit.signIn();
            // From here on its time is the test's alone, some minutes ahead of the server's.
            visit.page.clock().pauseAt(System.currentTimeMillis() + 300_000);
            var pair = handedOver(visit);
            assertThat(visit.text(".countdown")).matches("Noch 23 Stunden 5[5-9] Minuten");
            visit.page.clock().fastForward("01:59");
            assertThat(visit.text(".countdown")).matches("Noch 23 Stunden 5[3-9] Minuten");
            assertThat(visit.code("#otp")).isEqualTo(pair.otp());
            visit.page.clock().fastForward("00:02");
            visit.waitFor(".hidden-otp");
            visit.page.clock().resume();
            assertNothingLeft(visit, pair);
            visit.look("hidden");
        }
    }

    @Test
    void theOtpIsGoneWhenTheTabIsLeft(Running service) {
        try (var visit = service.nurse()) {
            var pair = handedOver(visit);
            visit.page.evaluate("""
                    () => {
                      Object.defineProperty(document, 'visibilityState', { get: () => 'hidden', configurable: true });
                      document.dispatchEvent(new Event('visibilitychange'));
                    }""");
            visit.waitFor(".hidden-otp");
            assertNothingLeft(visit, pair);
            visit.page.evaluate("delete document.visibilityState");
        }
    }

    @Test
    void theOtpIsGoneWhenItIsHiddenOrTheScreenIsLeft(Running service) {
        try (var visit = service.nurse()) {
            var pair = handedOver(visit);
            visit.click("#hide");
            visit.waitFor(".hidden-otp");
            assertNothingLeft(visit, pair);
            visit.page.goBack();
            visit.waitFor("home-screen");
            visit.page.goForward();
            visit.waitFor("#make");
            assertNothingLeft(visit, pair);
        }
    }

    /** It is never fetched again, and stands in no storage, URL, title or picture of the page. */
    private static void assertNothingLeft(Visit visit, Pair pair) {
        assertThat(visit.page.content())
                .doesNotContain(pair.otp())
                .doesNotContain(pair.otp().substring(0, 4) + "<");
        assertThat(visit.page.locator(".qr").count()).isZero();
        assertThat(visit.page.url() + visit.page.title()).doesNotContain(pair.otp());
        assertThat(visit.page.evaluate("JSON.stringify([localStorage, sessionStorage, history.state,"
                        + " performance.getEntriesByType('resource').map(entry => entry.name)])"))
                .asString()
                .doesNotContain(pair.otp());
    }

    static Pair handedOver(Visit visit) {
        visit.goTo("patient", visit.service.study().subjectId, "kit", org.openors.demo.DemoSite.APP);
        visit.click("#make");
        return new Pair(visit.code("#access-id"), null, visit.code("#otp"));
    }

    private static String decoded(Locator qr) throws IOException, NotFoundException {
        var picture = ImageIO.read(new ByteArrayInputStream(qr.screenshot()));
        return new MultiFormatReader()
                .decode(new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(picture))))
                .getText();
    }
}
