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
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.openors.credential.EarlierPairs;
import org.openors.database.Migrations;
import org.openors.database.Preconditions;
import org.openors.database.UnreachableDatabase;
import org.openors.error.Causes;
import org.openors.keys.SecretKeys;
import org.openors.release.Release;
import org.openors.rotation.KeyChecks;
import org.openors.rotation.KeyRotation;
import org.openors.settings.BadSetting;

/**
 * Checks the settings, migrates the schema, and then checks the keys against the database, before the first request. If
 * one of them fails, the deployment fails.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class StartUp {

    private static final Logger LOG = System.getLogger(StartUp.class.getName());

    @Resource(lookup = "jdbc/ors")
    DataSource database;

    @Inject
    SecretKeys keys;

    @Inject
    Migrations migrations;

    @Inject
    EarlierPairs earlierPairs;

    @Inject
    KeyChecks keyChecks;

    @Inject
    KeyRotation keyRotation;

    /** @throws RuntimeException for the first setting that can't be used; the log has all of them */
    @PostConstruct
    void start() {
        var checks = new ArrayList<>(SettingChecks.all());
        checks.add(keys::newestId);
        require(checks);
        require(List.of(() -> with(Preconditions::require)));
        require(List.of(() -> migrations.run(database)));
        require(List.of(
                () -> with(Preconditions::requireRights),
                earlierPairs::readEnd,
                () -> keys.guardBy(keyChecks::require, keyRotation::makeKnown)));
        LOG.log(
                Level.INFO,
                () -> "ec-ors-svc " + Release.version() + ", commit " + Release.commit() + ", starts with "
                        + EffectiveSettings.text());
    }

    private void with(Consumer<Connection> check) {
        try (var connection = database.getConnection()) {
            check.accept(connection);
        } catch (SQLException failure) {
            throw UnreachableDatabase.because(failure);
        }
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
        return Causes.first(failure, BadSetting.class)
                .map(BadSetting::getMessage)
                .orElseGet(failure::toString);
    }
}
