package org.openors.connector.remote;

import java.time.Duration;
import org.openors.connector.MHealthConnector;
import org.openors.settings.BadSetting;
import org.openors.settings.Settings;

/**
 * The limits of calls to one remote connector.
 *
 * @param connect for connecting ({@code ORS_CONNECTOR_CONNECT_TIMEOUT})
 * @param read for the first byte of an answer, and between two ({@code ORS_CONNECTOR_READ_TIMEOUT})
 * @param total for an operation in all ({@code ORS_CONNECTOR_TIMEOUT})
 * @param calls how many operations at once on a node ({@code ORS_CONNECTOR_CALLS})
 * @param failures so many failures in a row open the circuit breaker
 * @param pause so long it stays open; then one call is tried
 */
record ConnectorLimits(Duration connect, Duration read, Duration total, int calls, int failures, Duration pause) {

    private static final Duration LEAST = Duration.ofMillis(100);

    /** @throws BadSetting if a setting can't be used */
    static ConnectorLimits ofSettings() {
        return new ConnectorLimits(
                connectOfSettings(), readOfSettings(), totalOfSettings(), callsOfSettings(), 5, Duration.ofSeconds(10));
    }

    static Duration connectOfSettings() {
        return limit("ORS_CONNECTOR_CONNECT_TIMEOUT", 2);
    }

    static Duration readOfSettings() {
        return limit("ORS_CONNECTOR_READ_TIMEOUT", 10);
    }

    static Duration totalOfSettings() {
        return limit("ORS_CONNECTOR_TIMEOUT", 15);
    }

    static int callsOfSettings() {
        return Settings.number("ORS_CONNECTOR_CALLS", 16, 1, 1_000);
    }

    private static Duration limit(String name, int seconds) {
        return Settings.duration(name, Duration.ofSeconds(seconds), LEAST, MHealthConnector.LONGEST_LIMIT);
    }
}
