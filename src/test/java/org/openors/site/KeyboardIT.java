package org.openors.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openors.demo.DemoSite;
import org.openors.it.Pair;
import org.openors.site.SiteService.Running;

/** The whole day by keyboard alone, and what is focused is seen. */
@InBrowser
class KeyboardIT {

    @Test
    void refreshesAPairWithoutAMouse(Running service) {
        try (var visit = service.visit()) {
            visit.open("/site/");
            visit.waitFor(".sign-in button");
            press(visit, ".sign-in button");
            visit.waitFor("#nurse");
            press(visit, "#nurse");
            visit.waitFor("home-screen");
            tabTo(visit, "#search");
            visit.page.keyboard().type(DemoSite.APP);
            visit.page.keyboard().press("Enter");
            visit.waitFor(".device:has-text('Study app')");
            assertThat(focused(visit)).isEqualTo("H1");
            press(visit, ".device:has(h2:has-text('Study app')) .primary");
            visit.waitFor("#make");
            press(visit, "#make");
            var pair = new Pair(visit.code("#access-id"), null, visit.code("#otp"));
            assertThat(focused(visit)).isEqualTo("H1");
            tabTo(visit, "#sheet-language");
            visit.page.keyboard().type("f");
            visit.waitFor(".paper[lang=fr]");
            tabTo(visit, "#hide");
            assertThat(pair.redeem(service.api()).status()).isEqualTo(200);
            visit.waitFor(".connected");
            press(visit, "#done");
            visit.waitFor(".device");
        }
    }

    @Test
    void theFirstTabSkipsToTheContent(Running service) {
        try (var visit = service.nurse()) {
            visit.page.evaluate("document.activeElement.blur(); document.body.focus()");
            tabTo(visit, ".skip");
            visit.page.keyboard().press("Enter");
            assertThat(focused(visit)).isEqualTo("MAIN");
        }
    }

    private static void press(Visit visit, String selector) {
        tabTo(visit, selector);
        visit.page.keyboard().press("Enter");
    }

    private static void tabTo(Visit visit, String selector) {
        var wanted = visit.page.locator(selector).first();
        for (int i = 0; i < 80; i++) {
            if ((Boolean) wanted.evaluate("element => element === document.activeElement")) {
                assertThat(wanted.evaluate("element => element.matches(':focus-visible')"))
                        .isEqualTo(true);
                return;
            }
            visit.page.keyboard().press("Tab");
        }
        throw new AssertionError("not reached by Tab: " + selector);
    }

    private static Object focused(Visit visit) {
        return visit.page.evaluate("document.activeElement.tagName");
    }
}
