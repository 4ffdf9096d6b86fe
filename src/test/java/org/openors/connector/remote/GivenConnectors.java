package org.openors.connector.remote;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.openors.identity.Mode;
import org.openors.simulator.MHealthSimulator;
import org.openors.study.ConnectorAccount;

/** Remote connectors without a server, and the simulated connector's account. */
final class GivenConnectors {

    private GivenConnectors() {}

    /** With these limits, and no certificate authority but the JDK's. */
    static RemoteConnectors with(ConnectorLimits limits, ExecutorService executor) {
        return new RemoteConnectors(limits, new TrustedAuthorities(Optional.empty()), executor, Clock.systemUTC());
    }

    static ConnectorAccount account(String url) {
        return account(Mode.test, url);
    }

    static ConnectorAccount account(Mode mode, String url) {
        return new ConnectorAccount(
                mode, url, MHealthSimulator.USER, MHealthSimulator.PASSWORD, MHealthSimulator.STUDY);
    }
}
