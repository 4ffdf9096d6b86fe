package org.openors.startup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openors.connector.remote.ConnectorSettings;
import org.openors.credential.CredentialPolicy;
import org.openors.database.DatabaseSettings;
import org.openors.http.BodyLimitFilter;
import org.openors.http.TrustedProxies;
import org.openors.limit.Limit;
import org.openors.metrics.MetricsToken;
import org.openors.security.RightsFilter;
import org.openors.security.TokenSettings;
import org.openors.site.SiteSettings;

/** One check for each setting but the secret keys. Each throws a {@link org.openors.settings.BadSetting} of its own. */
final class SettingChecks {

    private SettingChecks() {}

    static List<Runnable> all() {
        var tokens = new TokenSettings();
        var checks = new ArrayList<Runnable>(List.of(
                () -> new DatabaseSettings().check(),
                TokenSettings::issuer,
                tokens::checkKey,
                tokens::checkNotSupported,
                CredentialPolicy::checkTtl,
                CredentialPolicy::checkMaxAttempts,
                TokenSettings::maxLifetime,
                TokenSettings::audiences,
                RightsFilter::scopedRightsOnly,
                TrustedProxies::ofSettings,
                MetricsToken::ofSettings,
                SiteSettings::check,
                () -> BodyLimitFilter.limit("ORS_STUDY_DATA_MAX_BYTES", 0)));
        Arrays.stream(Limit.values()).<Runnable>map(limit -> limit::perMinute).forEach(checks::add);
        checks.addAll(ConnectorSettings.checks());
        return checks;
    }
}
