package org.openors.connector.remote;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.openors.connector.ConnectorContract;
import org.openors.connector.MHealthConnector;
import org.openors.credential.IssuedCredential;
import org.openors.credential.SeenPair;
import org.openors.identity.DeviceKey;
import org.openors.settings.GivenSettings;
import org.openors.simulator.MHealthSimulator;

/** The remote connector, against the simulated one. */
class RemoteConnectorContractTest extends ConnectorContract {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static MHealthSimulator simulator;
    private static ExecutorService executor;

    private RemoteConnectors connectors;

    @BeforeAll
    static void start() {
        simulator = new MHealthSimulator();
        executor = Executors.newCachedThreadPool();
    }

    @AfterAll
    static void stop() {
        executor.shutdownNow();
        simulator.close();
    }

    @BeforeEach
    void allow() {
        GivenSettings.are(Map.of("ORS_CONNECTOR_URLS", simulator.url()));
        connectors = GivenConnectors.with(new ConnectorLimits(MINUTE, MINUTE, MINUTE, 1, 1, MINUTE), executor);
    }

    @AfterEach
    void forbid() {
        GivenSettings.are(Map.of());
    }

    @Override
    protected <T> T ask(Function<MHealthConnector, T> operation) {
        return operation.apply(connectors.of(GivenConnectors.account(simulator.url())));
    }

    @Override
    protected boolean works(IssuedCredential pair) {
        return simulator.accessIdOf(pair.deviceId()).equals(pair.accessId())
                && simulator.otps().contains(pair.otp());
    }

    @Override
    protected SeenPair seen(DeviceKey device) {
        return null;
    }

    @Override
    protected String otpForm() {
        return "OIL-U[0-9]{8}";
    }
}
