package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A million records are read in each form, by a client that pauses, while the server's heap has only 64 MB more than what
 * lives in it after its start.
 */
@Tag("reliability")
@EnabledIfSystemProperty(named = Scale.SIZE, matches = "full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditExportMemoryIT {

    private static final int RECORDS = 1_000_000;
    private static final long MORE = 64L << 20;
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

    private final Path home = Path.of(
                    "target", "it", System.getProperty("ors.it.database", "h2"), "export-" + System.nanoTime())
            .toAbsolutePath();
    private final Tokens tokens = new Tokens();
    private final HttpClient http = HttpClient.newHttpClient();

    private Database database;
    private Server server;
    private Api api;
    private SampleStudy study;
    private long live;

    @BeforeAll
    void startWithLittleRoom() throws SQLException {
        database = Database.ofThisRun(home);
        start("");
        study = SampleStudy.in(api);
        live = liveBytes(server);
        new Trail(database, study).fill(RECORDS);
        server.close();
        start("-Xmx" + (live + MORE >> 20) + "m");
    }

    private void start(String options) {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("MP_JWT_VERIFY_ISSUER", Tokens.ISSUER);
        settings.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", tokens.publishKeys(home));
        settings.merge("ORS_JAVA_OPTIONS", options, (one, other) -> one + " " + other);
        server = Server.launch(home, settings).awaitReady();
        api = new Api(server, tokens);
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        database.close();
    }

    @Test
    void csv() throws IOException, InterruptedException {
        assertThat(lines("text/csv")).isEqualTo(RECORDS + 1);
    }

    @Test
    void fhir() throws IOException, InterruptedException {
        assertThat(lines("application/fhir+ndjson")).isEqualTo(RECORDS);
    }

    @Test
    void pagesOfJson() {
        var start = Instant.now();
        int records = 0;
        var older = "";
        do {
            var page = api.get(study.path() + "/audit?limit=1000&" + Trail.UNTIL + older)
                    .json();
            records += page.getJsonArray("records").size();
            older = page.containsKey("next") ? "&before=" + page.getString("next") : null;
        } while (older != null);

        assertThat(records).isEqualTo(RECORDS);
        report("JSON, a thousand pages", start);
    }

    private int lines(String accept) throws IOException, InterruptedException {
        var start = Instant.now();
        var request = HttpRequest.newBuilder(server.uri(Api.BASE + study.path() + "/audit?" + Trail.UNTIL))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Accept", accept)
                .header("Authorization", "Bearer " + tokens.with("AuditGet"))
                .build();
        var answer = http.send(request, BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        int lines = 0;
        try (var body = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            while (body.readLine() != null) {
                lines++;
                if (lines == 5_000) {
                    Thread.sleep(WAIT.toMillis());
                }
            }
        }
        report(accept, start);
        return lines;
    }

    private void report(String what, Instant start) {
        ReliabilityReport.add(
                "1,000,000 audit records as " + what,
                "all there in " + Duration.between(start, Instant.now()).toSeconds() + " s from a heap of "
                        + (live + MORE >> 20) + " MB, " + (live >> 20) + " MB of which were live after the start");
    }

    /** The bytes of all objects that are reachable. */
    private static long liveBytes(Server server) {
        try {
            var process = new ProcessBuilder("jcmd", Long.toString(server.pid()), "GC.class_histogram").start();
            var total = TOTAL.matcher(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            assertThat(total.find()).isTrue();
            return Long.parseLong(total.group(1));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
