package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openors.identity.Identifier;
import org.openors.simulator.MHealthSimulator;

/** A node that is killed between the answer of a remote connector and the transaction that stores it. */
@Tag("reliability")
@EnabledIf(value = "isToRun", disabledReason = "the embedded database is enough")
class RemoteKillIT {

    private static final int KILLS = Scale.of(1, 2, 50);
    private static final int DEVICES = 4;
    private static final int LATEST_MILLIS = 12;

    static boolean isToRun() {
        return "h2".equals(System.getProperty("ors.it.database"));
    }

    @Test
    void theOutcomeIsUnknownAndARecreationWorks() throws InterruptedException {
        var home = Path.of("target", "it", "remote-kill-" + System.nanoTime());
        var random = new Random();
        int unknown = 0;
        try (var connector = new MHealthSimulator();
                var node = new Nodes(home, 1, new HashMap<>(settings(connector)))) {
            for (int kill = 0; kill < KILLS; kill++) {
                unknown += killed(node, connector, random.nextInt(LATEST_MILLIS));
            }
        }
        ReliabilityReport.add(
                "kill -9 after a remote connector's answer, " + KILLS + " times",
                unknown + " of unknown outcome; each recreation afterwards worked, no twin twice");
    }

    private static Map<String, String> settings(MHealthSimulator connector) {
        return Map.of(
                "ORS_CONNECTOR_URLS",
                connector.url(),
                "ORS_CONNECTOR_TIMEOUT",
                "PT1S",
                "ORS_JAVA_OPTIONS",
                Server.START_QUICKLY);
    }

    /** @return how many recreations the trail has as of unknown outcome */
    private static int killed(Nodes node, MHealthSimulator connector, int millis) throws InterruptedException {
        var studies = IntStream.range(0, DEVICES)
                .mapToObj(i -> RemoteConnectorIT.remoteStudy(node.api(0), connector))
                .toList();
        studies.forEach(study -> study.registerMonitor(node.api(0)));
        var isKilled = new AtomicBoolean();
        connector.afterAPut(() -> {
            if (isKilled.compareAndSet(false, true)) {
                CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(() -> node.kill(0));
            }
        });
        var answers = recreatedAtOnce(node, studies);
        connector.heal();
        node.start(0);
        return IntStream.range(0, DEVICES)
                .map(i -> unknown(node.api(0), connector, studies.get(i), answers.get(i)))
                .sum();
    }

    private static List<Optional<Answer>> recreatedAtOnce(Nodes node, List<SampleStudy> studies) {
        var calls = studies.stream()
                .map(study -> CompletableFuture.supplyAsync(
                        () -> node.ask(0, 1, api -> api.put(study.accessCodePath(study.monitor)))))
                .toList();
        return calls.stream().map(CompletableFuture::join).toList();
    }

    private static int unknown(Api api, MHealthSimulator connector, SampleStudy study, Optional<Answer> first) {
        var again = api.put(study.accessCodePath(study.monitor));
        assertThat(again.status()).isEqualTo(200);
        var id = Identifier.of(again.json().getString("id"));
        assertThat(again.json().getString("accessId")).isEqualTo(connector.accessIdOf(id));
        assertThat(connector.twinsOf(Identifier.of(study.monitor))).isEqualTo(1);
        var outcomes =
                api.get(study.path() + "/audit?action=RECREATE_ACCESS_CODE").json().getJsonArray("records").stream()
                        .map(record -> record.asJsonObject().getString("outcome"))
                        .toList();
        assertThat(outcomes.get(0)).isEqualTo("Success");
        first.ifPresent(answer -> assertThat(outcomes).containsExactly("Success", "Success"));
        assertThat(outcomes.size()).isLessThanOrEqualTo(2);
        return outcomes.contains("Unknown") ? 1 : 0;
    }
}
