package org.openors.site;

import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.openors.demo.DemoProvider;
import org.openors.demo.DemoSite;
import org.openors.it.Api;
import org.openors.it.Database;
import org.openors.it.SampleStudy;
import org.openors.it.Server;
import org.openors.it.Tokens;

/** Gives tests the one service, provider and browser of this run, with the demo's study. */
public final class SiteService implements ParameterResolver {

    private static final ExtensionContext.Namespace RUN = ExtensionContext.Namespace.create(SiteService.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Running.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, RUN)
                .getOrComputeIfAbsent(Running.class, any -> Running.start(), Running.class);
    }

    /** What runs. */
    record Running(
            DemoProvider provider,
            Database database,
            Server server,
            Api api,
            SampleStudy study,
            Playwright playwright,
            com.microsoft.playwright.Browser browser,
            SharedWindow window)
            implements AutoCloseable {

        static Running start() {
            var home =
                    Path.of("target", "it", "site", "run-" + System.nanoTime()).toAbsolutePath();
            var study = SampleStudy.ofTheDemo();
            var provider = new DemoProvider(home, study);
            var database = Database.ofThisRun(home);
            var settings = new HashMap<>(database.settings());
            settings.putAll(provider.settings());
            var server = Server.launch(home, settings);
            var playwright = Browser.playwright();
            var browser = Browser.launch(playwright);
            server.awaitReady();
            var api = new Api(server, new Tokens()).as(provider.token("admin", "Study team", List.of(Api.ALL_RIGHTS)));
            var running = new Running(provider, database, server, api, study, playwright, browser, new SharedWindow());
            running.fill();
            return running;
        }

        private void fill() {
            var answer = api.put(study.path() + "/study-data", study.document(true));
            if (answer.status() != 200) {
                throw new IllegalStateException(answer.body());
            }
            study.registerMonitor(api);
            new DemoSite(study).put(api, database);
        }

        /** A person with a browser window of this size, with nothing in its cache. */
        Visit visit(int width, int height) {
            return new Visit(this, null, width, height);
        }

        Visit visit() {
            return visit(1280, 900);
        }

        /** The nurse, signed in already, in a window that several tests use. */
        Visit nurse(int width, int height) {
            return window.of(this, width, height);
        }

        Visit nurse() {
            return nurse(1280, 900);
        }

        String url(String path) {
            return server.uri("/ec-ors-svc" + path).toString();
        }

        /** The API as this person uses it. */
        Api apiOf(String subject, String name) {
            return api.as(provider.token(subject, name, DemoSite.nurse(study)));
        }

        @Override
        public void close() throws IOException {
            browser.close();
            playwright.close();
            server.close();
            provider.close();
            database.close();
        }
    }
}
