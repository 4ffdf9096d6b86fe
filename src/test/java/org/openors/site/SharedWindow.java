package org.openors.site;

import com.microsoft.playwright.PlaywrightException;
import org.openors.site.SiteService.Running;

/**
 * One window, with the nurse signed in, for all tests that are not about signing in: each finds it at the first screen.
 * Chromium takes more than a second of a core for a window.
 */
final class SharedWindow {

    private Visit visit;

    Visit of(Running service, int width, int height) {
        if (visit == null) {
            visit = new Visit(service, this, width, height).signIn();
        }
        visit.begin(width, height);
        return visit;
    }

    /** Makes it ready for the next test, which gets a new one if that can't be done. */
    void giveBack() {
        try {
            visit.tidy();
        } catch (PlaywrightException notAtHome) {
            visit.context.close();
            visit = null;
        }
    }
}
