package org.openors.startup;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import javax.sql.DataSource;
import org.openors.connector.remote.RemoteConnectors;
import org.openors.credential.CredentialPolicy;
import org.openors.credential.EarlierPairs;
import org.openors.database.DatabaseSettings;
import org.openors.database.Migrations;
import org.openors.http.BodyLimitFilter;
import org.openors.http.TrustedProxies;
import org.openors.keys.SecretKeys;
import org.openors.limit.Limit;
import org.openors.security.RightsFilter;
import org.openors.security.TokenRules;
import org.openors.security.TokenSettings;
import org.openors.settings.BadSetting;

/**
 * Checks the settings and then migrates the schema, before the first request. If either fails, the deployment fails.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class StartUp {

    private static final Logger LOG = System.getLogger(StartUp.class.getName());

    @Resource(lookup = "jdbc/ors")
    DataSource database;

    @Inject
    DatabaseSettings databaseSettings;

    @Inject
    TokenSettings tokenSettings;

    @Inject
    SecretKeys keys;

    @Inject
    CredentialPolicy credentialPolicy;

    @Inject
    TokenRules tokenRules;

    @Inject
    RemoteConnectors remoteConnectors;

    @Inject
    Migrations migrations;

    @Inject
    EarlierPairs earlierPairs;

    /** @throws RuntimeException for the first setting that can't be used; the log has all of them */
    @PostConstruct
    void start() {
        require(List.of(
                databaseSettings::check,
                tokenSettings::check,
                tokenSettings::checkNotSupported,
                keys::newestId,
                credentialPolicy::ttl,
                tokenRules::maxLifetime,
                RightsFilter::scopedRightsOnly,
                Limit::check,
                TrustedProxies::ofSettings,
                remoteConnectors::check,
                () -> BodyLimitFilter.limit("ORS_STUDY_DATA_MAX_BYTES", 0)));
        require(List.of(() -> migrations.run(database)));
        require(List.of(earlierPairs::readEnd));
    }

    private static void require(List<Runnable> steps) {
        RuntimeException first = null;
        for (var step : steps) {
            try {
                step.run();
            } catch (RuntimeException failure) {
                LOG.log(Level.ERROR, "ec-ors-svc does not start: " + reason(failure));
                first = first == null ? failure : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static String reason(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BadSetting setting) {
                return setting.getMessage();
            }
        }
        return failure.toString();
    }
}
