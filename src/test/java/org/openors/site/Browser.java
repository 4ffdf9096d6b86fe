package org.openors.site;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The machine's own Chromium: {@code ORS_BROWSER}, else found on the PATH, first the one without a window: it needs half of the
 * processor time. Without one the browser tests are left out.
 */
public final class Browser implements ExecutionCondition {

    private static final List<String> NAMES =
            List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome");
    /** Each process costs about half a second on a small machine. */
    private static final List<String> FEWER_PROCESSES = List.of(
            "--disable-gpu",
            "--in-process-gpu",
            "--disable-dev-shm-usage",
            "--disable-site-isolation-trials",
            "--renderer-process-limit=1");

    private static final AtomicBoolean SAID = new AtomicBoolean();

    static Optional<Path> find() {
        return find(System.getenv());
    }

    /** @throws IllegalStateException if {@code ORS_BROWSER} names nothing that can be executed: nobody wants that left out */
    static Optional<Path> find(Map<String, String> environment) {
        var given = Optional.ofNullable(environment.get("ORS_BROWSER"))
                .filter(path -> !path.isBlank())
                .map(Path::of);
        if (given.isPresent() && !isProgram(given.get())) {
            throw new IllegalStateException(
                    "ORS_BROWSER must name a Chromium that can be executed, not " + given.get());
        }
        return given.or(() -> onPath(environment.getOrDefault("PATH", "")));
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    private static Optional<Path> onPath(String path) {
        var directories = List.of(path.split(":"));
        return NAMES.stream()
                .flatMap(name -> directories.stream().map(directory -> Path.of(directory, name)))
                .filter(Browser::isProgram)
                .findFirst();
    }

    /** Playwright without browsers of its own: nothing is downloaded. */
    static Playwright playwright() {
        return Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    static com.microsoft.playwright.Browser launch(Playwright playwright) {
        var options = new BrowserType.LaunchOptions()
                .setExecutablePath(find().orElseThrow())
                .setArgs(FEWER_PROCESSES);
        return playwright.chromium().launch(options);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (find().isPresent()) {
            return ConditionEvaluationResult.enabled("there is a browser");
        }
        if (!SAID.getAndSet(true)) {
            System.out.println(
                    "The tests in a browser are left out: there is no Chromium on the PATH and no ORS_BROWSER.");
        }
        return ConditionEvaluationResult.disabled("there is no browser");
    }
}
