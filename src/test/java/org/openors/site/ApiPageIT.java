package org.openors.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openors.it.Api;
import org.openors.site.SiteService.Running;

/** The page to try the API. A class of its own: it takes as long as all of {@link PhoneIT}, and the two forks share the work by class. */
@InBrowser
class ApiPageIT {

    @Test
    void theApiCanBeTriedInTheBrowser(Running service) {
        try (var visit = service.visit(320, 900)) {
            visit.open("/docs/");
            visit.click("button.authorize");
            visit.waitFor(".auth-container input")
                    .fill(service.provider().token("nurse-17", "Anna Meier", List.of(Api.ALL_RIGHTS)));
            visit.click(".auth-container button.authorize");
            visit.click(".auth-container button.btn-done");
            visit.click(".opblock-put:has-text('access-code') button.opblock-summary-control");
            visit.click(".try-out__btn");
            SiteReport.measured(
                    "Swagger UI, axe's findings: the library's own",
                    visit.axe().stream()
                            .map(found -> found.replaceAll(":.*", ""))
                            .toList()
                            .toString());
            for (int width : new int[] {320, 1280}) {
                visit.resize(width, 900);
                visit.click("button.execute");
                assertThat(visit.waitFor(".live-responses-table .response .microlight")
                                .innerText())
                        .contains("\"otp\"");
                visit.fits("docs");
                visit.picture("docs");
                visit.click(".btn-clear");
            }
        }
    }
}
