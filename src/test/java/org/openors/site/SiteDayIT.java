package org.openors.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.demo.DemoSite;
import org.openors.it.Pair;
import org.openors.site.SiteService.Running;

/** The nurse's day: from the address of the page to a phone that has connected. */
@InBrowser
class SiteDayIT {

    /** By mouse, on a phone, a tablet and a large screen. */
    @ParameterizedTest
    @ValueSource(ints = {320, 768, 1920})
    void refreshesAnExpiredPair(int width, Running service) {
        service.api().put(service.study().accessCodePath(DemoSite.APP));
        DemoSite.expire(service.database(), DemoSite.APP);
        try (var visit = service.visit(width, 900)) {
            long start = System.nanoTime();
            visit.open("/site/");
            visit.waitFor(".sign-in button");
            visit.look("sign-in");
            visit.click(".sign-in button");
            visit.click("#nurse");
            visit.waitFor(".work .row:has-text('siteA-1')");
            visit.look("home");
            visit.click(".work .row:has-text('siteA-1')");
            visit.waitFor(".device:has-text('Study app')");
            visit.look("patient");
            visit.click(".device:has-text('Study app') .primary");
            visit.waitFor("#make");
            assertThat(visit.text(".effects")).contains("The old code stops working at once.");
            visit.look("question");
            visit.click("#make");
            var pair = new Pair(visit.code("#access-id"), null, visit.code("#otp"));
            SiteReport.measured(
                    "from the address to the pair, with pictures and axe",
                    visit.clicks() + " clicks, " + (System.nanoTime() - start) / 1_000_000 + " ms");
            assertThat(visit.clicks()).isEqualTo(5);
            visit.look("sheet");
            assertThat(pair.redeem(service.api()).status()).isEqualTo(200);
            visit.waitFor(".connected");
            assertThat(visit.text(".sheet-status")).contains("The phone is connected.");
            visit.look("connected");
            visit.click("#done");
            visit.click(".device:has-text('Study app') .quiet");
            visit.waitFor(".history li");
            assertThat(visit.text(".history"))
                    .contains("Anna Meier: new access code", "The phone: connected with the code");
            visit.look("history");
        }
    }
}
