package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openors.identity.Identifier;
import org.openors.simulator.MHealthSimulator;

/** Two nodes on one database call the same remote connector for the same device at the same time. */
@ExtendWith(RunningService.class)
@EnabledIf(value = "isToRun", disabledReason = "the embedded database has one node")
class ConnectorNodesIT {

    private static final int ROUNDS = Scale.of(10, 20, 2_000);

    static boolean isToRun() {
        return "postgresql".equals(System.getProperty("ors.it.database"));
    }

    @Test
    void ofTwoRecreationsOnTwoNodesBothSucceedAndTheStateNamesTheLaterPair(
            Api first, Database database, MHealthSimulator connector) {
        var home = Path.of("target", "it", "connector-nodes-" + System.nanoTime());
        var settings = new HashMap<>(database.settings());
        settings.put("ORS_CONNECTOR_URLS", connector.url());
        try (var nodes = new Nodes(home, 1, settings);
                var race = new Race(2)) {
            race(List.of(first, nodes.api(0)), connector, race);
        }
        ReliabilityReport.add(
                "two nodes: " + ROUNDS + " times two recreations of one device at a remote connector at once",
                "both 200, the state names the later pair");
    }

    private static void race(List<Api> apis, MHealthSimulator connector, Race race) {
        apis.forEach(api -> RemoteConnectorIT.warmUp(api, connector));
        var study = RemoteConnectorIT.remoteStudy(apis.get(0), connector);
        var id = Identifier.of(study.registerMonitor(apis.get(0)).json().getString("id"));
        var turn = new AtomicInteger();
        for (int i = 0; i < ROUNDS; i++) {
            var answers = race.run(() -> apis.get(turn.getAndIncrement() % 2).put(study.accessCodePath(study.monitor)));
            assertThat(answers)
                    .allSatisfy(answer ->
                            assertThat(answer.status()).as(answer.body()).isEqualTo(200));
            var accessIds = answers.stream()
                    .map(answer -> answer.json().getString("accessId"))
                    .toList();
            assertThat(accessIds).doesNotHaveDuplicates().contains(connector.accessIdOf(id));
            assertThat(apis.get(i % 2).get(study.subjectPath() + "/devices").body())
                    .contains(connector.accessIdOf(id));
        }
        assertThat(connector.twinsOf(Identifier.of(study.monitor))).isEqualTo(1);
    }
}
