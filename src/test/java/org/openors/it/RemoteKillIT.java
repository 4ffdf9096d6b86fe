package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openors.identity.Identifier;
import org.openors.simulator.MHealthSimulator;

/** A node that is killed between the answer of a remote connector and the transaction that stores it. */
@Tag("reliability")
@EnabledIfSystemProperty(named = Scale.SIZE, matches = "ci|full", disabledReason = "it takes 40 s")
@OnOneDatabase("h2")
class RemoteKillIT {

    private static final int KILLS = Scale.of(1, 1, 50);
    private static final int DEVICES = 4;
    private static final int LATEST_MILLIS = 60;
    private static final String UNKNOWN = "Unknown";

    @Test
    void theOutcomeIsUnknownAndARecreationWorks() throws IOException, InterruptedException {
        var home = Path.of("target", "it", "remote-kill-" + System.nanoTime()).toAbsolutePath();
        var random = new Random();
        var begin = Instant.now();
        var ends = new TreeMap<String, Integer>();
        try (var database = Database.ofThisRun(home);
                var connector = new MHealthSimulator();
                var node = new Nodes(home, 1, settings(database, connector))) {
            for (int kill = 0; kill < KILLS; kill++) {
                killed(node, connector, random.nextInt(LATEST_MILLIS)).forEach(end -> ends.merge(end, 1, Integer::sum));
            }
        }
        ReliabilityReport.add(
                "kill -9 after a remote connector's answer, " + KILLS + " times, " + DEVICES + " recreations at once",
                "the first ones: " + ends + "; each recreation afterwards worked, no twin twice; "
                        + Duration.between(begin, Instant.now()).toSeconds() + " s");
    }

    /** The time limit is longer than a cold server's first call takes on a busy machine. */
    private static Map<String, String> settings(Database database, MHealthSimulator connector) {
        var settings = new HashMap<>(database.isPostgres() ? database.settings() : Map.of());
        settings.put("ORS_CONNECTOR_URLS", connector.url());
        settings.put("ORS_CONNECTOR_TIMEOUT", "PT4S");
        return settings;
    }

    /** @return how each first recreation ended, as the trail has it */
    private static List<String> killed(Nodes node, MHealthSimulator connector, int millis) throws InterruptedException {
        var studies = IntStream.range(0, DEVICES)
                .mapToObj(i -> registered(node.api(0), connector))
                .toList();
        connector.requests().clear();
        var isDead = new CompletableFuture<Void>();
        var isKilled = new AtomicBoolean();
        connector.afterAPut(() -> {
            if (isKilled.compareAndSet(false, true)) {
                CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(() -> {
                    node.kill(0);
                    isDead.complete(null);
                });
            }
        });
        var answers = recreatedAtOnce(node, studies);
        isDead.orTimeout(1, TimeUnit.MINUTES).join();
        var asked = List.copyOf(connector.requests());
        connector.heal();
        node.start(0);
        return IntStream.range(0, DEVICES)
                .mapToObj(i -> end(node.api(0), connector, studies.get(i), answers.get(i), asked))
                .toList();
    }

    private static SampleStudy registered(Api api, MHealthSimulator connector) {
        var study = RemoteConnectorIT.remoteStudy(api, connector);
        assertThat(study.registerMonitor(api).status()).isEqualTo(200);
        return study;
    }

    private static List<Optional<Answer>> recreatedAtOnce(Nodes node, List<SampleStudy> studies) {
        var calls = studies.stream()
                .map(study -> CompletableFuture.supplyAsync(
                        () -> node.ask(0, 1, api -> api.put(study.accessCodePath(study.monitor)))))
                .toList();
        return calls.stream().map(CompletableFuture::join).toList();
    }

    /** Has the device's pair recreated, and requires a record of each call that the connector was asked for. */
    private static String end(
            Api api, MHealthSimulator connector, SampleStudy study, Optional<Answer> first, List<String> asked) {
        var again = api.put(study.accessCodePath(study.monitor));
        assertThat(again.status()).as(again.body()).isEqualTo(200);
        var id = Identifier.of(again.json().getString("id"));
        assertThat(again.json().getString("accessId")).isEqualTo(connector.accessIdOf(id));
        assertThat(connector.twinsOf(Identifier.of(study.monitor))).isEqualTo(1);
        var outcomes =
                api.get(study.path() + "/audit?action=RECREATE_ACCESS_CODE").json().getJsonArray("records").stream()
                        .map(record -> record.asJsonObject().getString("outcome"))
                        .toList();
        assertThat(outcomes.get(0)).isEqualTo("Success");
        first.ifPresent(answer -> assertThat(outcomes).containsExactly("Success", "Success"));
        if (asked.stream().anyMatch(request -> request.contains(id.toString()))) {
            assertThat(outcomes).hasSize(2);
        }
        assertThat(outcomes.size()).isLessThanOrEqualTo(2);
        return outcomes.size() < 2 ? "not begun" : outcomes.get(1).equals(UNKNOWN) ? UNKNOWN : "stored";
    }
}
