package org.openors.connector.remote;

import java.util.List;
import org.openors.study.ConnectorUrls;

/** The operator's settings of remote connectors ({@code ORS_CONNECTOR_*}). */
public final class ConnectorSettings {

    private ConnectorSettings() {}

    /** One check for each setting. Each throws a {@link org.openors.settings.BadSetting} of its own. */
    public static List<Runnable> checks() {
        return List.of(
                ConnectorUrls::check,
                TrustedAuthorities::ofSettings,
                ConnectorLimits::totalOfSettings,
                ConnectorLimits::connectOfSettings,
                ConnectorLimits::readOfSettings,
                ConnectorLimits::callsOfSettings);
    }
}
