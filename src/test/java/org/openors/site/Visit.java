package org.openors.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.openors.site.SiteService.Running;

/** A person at the page: what they see and do, and what the browser complains of meanwhile. */
final class Visit implements AutoCloseable {

    private static final String NOTE_VIOLATIONS = "window.violations = [];"
            + "addEventListener('securitypolicyviolation', v => window.violations.push(v.violatedDirective + ' ' + v.blockedURI));";

    /** Milliseconds. The slowest answer on a machine that does much besides takes less. */
    private static final int MOST_WAITED = 60_000;

    final Running service;
    final BrowserContext context;
    final Page page;

    private final SharedWindow owner;
    private final List<String> complaints = new ArrayList<>();
    private Predicate<String> expected = complaint -> false;
    private int clicks;
    private int width;

    /** @param owner keeps the window for the next test; null if it is closed with the visit */
    Visit(Running service, SharedWindow owner, int width, int height) {
        this.service = service;
        this.owner = owner;
        this.width = width;
        context = service.browser()
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setLocale("en-GB")
                        .setTimezoneId("America/New_York")
                        .setReducedMotion(ReducedMotion.REDUCE));
        context.addInitScript(NOTE_VIOLATIONS);
        context.setDefaultTimeout(MOST_WAITED);
        page = watched(context.newPage());
    }

    /** Another tab of the same person. */
    Page newTab() {
        return watched(context.newPage());
    }

    private Page watched(Page tab) {
        tab.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add(message.text());
            }
        });
        tab.onPageError(complaints::add);
        return tab;
    }

    /** Complaints that the test brings about itself, such as of a request that has no answer. */
    Visit expecting(Predicate<String> complaint) {
        expected = complaint;
        return this;
    }

    Visit open(String path) {
        page.navigate(service.url(path));
        return this;
    }

    /** Two clicks: the page's button, and the person in the provider's form. */
    Visit signIn() {
        return signIn("nurse");
    }

    Visit signIn(String person) {
        open("/site/");
        click(".sign-in button");
        click("#" + person);
        waitForHome();
        return this;
    }

    void click(String selector) {
        page.locator(selector).first().click();
        clicks++;
    }

    int clicks() {
        return clicks;
    }

    /** Goes to a place of the page by its address. */
    void goTo(String... parts) {
        page.evaluate("place => { location.hash = place; }", place(parts));
    }

    String place(String... parts) {
        return "#/" + service.study().studyId + "/" + service.study().mode + "/" + String.join("/", parts);
    }

    /** The same window in another size. */
    void resize(int toWidth, int height) {
        width = toWidth;
        page.setViewportSize(toWidth, height);
    }

    void begin(int toWidth, int height) {
        complaints.clear();
        expected = complaint -> false;
        clicks = 0;
        resize(toWidth, height);
    }

    /** Back at the first screen, shown anew, as after the sign-in. */
    void tidy() {
        context.pages().stream().filter(tab -> tab != page).forEach(Page::close);
        page.unrouteAll();
        page.mouse().move(0, 0);
        page.evaluate("() => { window.violations = []; location.hash = '#/choose'; }");
        page.waitForSelector("choose-screen", new Page.WaitForSelectorOptions().setTimeout(5_000));
        goTo();
        waitForHome();
    }

    private void waitForHome() {
        page.waitForSelector("home-screen .work .rows, home-screen .work .empty");
    }

    String text(String selector) {
        return page.locator(selector).first().innerText();
    }

    Locator waitFor(String selector) {
        var found = page.locator(selector).first();
        found.waitFor();
        return found;
    }

    /** What an action brings into this area, such as a list or a note; what was there before does not count. */
    String shownBy(Runnable action, String area) {
        page.locator(area + " > *").evaluateAll("shown => shown.forEach(element => element.classList.add('before'))");
        action.run();
        waitFor(area + " > :is(.rows, .empty, .note):not(.before)");
        return text(area);
    }

    /** A value in groups, without the space between them. */
    String code(String selector) {
        return waitFor(selector).innerText().replaceAll("\\s", "");
    }

    /** Keeps a picture of the screen, and looks whether it fits and is accessible. */
    void look(String name) {
        picture(name);
        fits(name);
        SiteReport.looked(width, name, violationsOfAccessibility(name));
    }

    void fits(String name) {
        assertThat((Integer)
                        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as(name + " is as wide as the window")
                .isZero();
    }

    void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "site-screenshots", width + "-" + name + ".png"))
                .setFullPage(true));
    }

    private int violationsOfAccessibility(String name) {
        var found = axe();
        assertThat(found).as(name).isEmpty();
        return found.size();
    }

    /** What axe-core finds, each rule with the first place. */
    List<String> axe() {
        // Only what is asked for: axe-core would also describe each element that passes.
        var options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        // The other mode opens a page for each look, to join the results of frames. There are none here.
        return new AxeBuilder(page)
                .setLegacyMode(true).options(options).analyze().getViolations().stream()
                        .map(rule -> rule.getId() + " (" + rule.getNodes().size() + "): "
                                + rule.getNodes().get(0).getHtml())
                        .toList();
    }

    @Override
    public void close() {
        gatherViolations();
        var unexpected = complaints.stream().filter(expected.negate()).toList();
        if (owner == null) {
            context.close();
        } else {
            owner.giveBack();
        }
        assertThat(unexpected).as("console and CSP").isEmpty();
    }

    private void gatherViolations() {
        for (var tab : context.pages()) {
            @SuppressWarnings("unchecked")
            var violations = (List<String>) tab.evaluate("window.violations ?? []");
            complaints.addAll(violations);
        }
    }
}
