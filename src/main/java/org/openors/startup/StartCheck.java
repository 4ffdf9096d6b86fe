package org.openors.startup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openors.database.Preconditions;
import org.openors.database.UnreachableDatabase;
import org.openors.keys.SecretKeys;
import org.openors.rotation.KeyChecks;
import org.openors.settings.BadSetting;
import org.openors.settings.SettingNames;
import org.openors.settings.Settings;

/**
 * What {@code start} runs before the server, and {@code start --check} alone: checks settings, keys and database in about two
 * seconds. {@link StartUp} checks the same once more, on any server. {@code --check} changes nothing; before a server, the
 * file of an embedded database is also made small.
 */
public final class StartCheck {

    private static final String CHECK_ALONE = "--check";

    private final List<String> refusals = new ArrayList<>();

    private StartCheck() {}

    /**
     * Prints a line for each setting that can't be used, and ends with 1 if there is one.
     *
     * @param arguments {@code --check}, or nothing if a server follows
     */
    public static void main(String[] arguments) {
        var environment = System.getenv();
        warnings(environment).forEach(System.err::println);
        var refusals = of(environment);
        refusals.forEach(refusal -> System.err.println("ec-ors-svc does not start: " + refusal));
        if (refusals.isEmpty() && !List.of(arguments).contains(CHECK_ALONE)) {
            makeFileSmall();
        }
        System.exit(refusals.isEmpty() ? 0 : 1);
    }

    /** What can't be done today can be done at the next start. */
    private static void makeFileSmall() {
        try {
            GivenDatabase.ofSettings().makeSmall();
        } catch (SQLException failure) {
            System.err.println(
                    "ec-ors-svc: the file of the embedded database can't be made smaller: " + failure.getMessage());
        }
    }

    static List<String> warnings(Map<String, String> environment) {
        return SettingNames.unknown(environment.keySet()).stream()
                .map(name -> "ec-ors-svc: " + name + " is no setting and has no effect; did you mean "
                        + SettingNames.nearest(name) + "?")
                .toList();
    }

    /** Why a start with this environment is refused; empty if it is not. */
    static List<String> of(Map<String, String> environment) {
        Settings.readEnvironment(environment);
        var check = new StartCheck();
        SettingChecks.all().forEach(check::run);
        Optional<SecretKeys> keys = check.keys();
        if (check.refusals.isEmpty()) {
            check.run(() -> checkDatabase(keys));
        }
        return check.refusals;
    }

    private void run(Runnable step) {
        try {
            step.run();
        } catch (BadSetting bad) {
            refusals.add(bad.getMessage());
        } catch (RuntimeException failure) {
            refusals.add("ORS_DB_URL names a database that can't be used: " + failure.getMessage());
        }
    }

    private Optional<SecretKeys> keys() {
        try {
            return SecretKeys.ofThisInstallation();
        } catch (BadSetting bad) {
            refusals.add(bad.getMessage());
            return Optional.empty();
        }
    }

    private static void checkDatabase(Optional<SecretKeys> keys) {
        var database = GivenDatabase.ofSettings();
        if (database.isInMemory()) {
            return;
        }
        try (var connection = database.open()) {
            Preconditions.require(connection);
            if (database.isMigrated(connection)) {
                Preconditions.requireRights(connection);
                requireKeys(connection, keys);
            }
        } catch (SQLException failure) {
            if (!database.isStillToBeMade(failure)) {
                throw UnreachableDatabase.because(failure);
            }
        }
    }

    private static void requireKeys(Connection connection, Optional<SecretKeys> keys) {
        keys.ifPresent(given -> KeyChecks.require(connection, given.checkValues()));
        if (keys.isEmpty() && KeyChecks.isAnyKnown(connection)) {
            throw new BadSetting(
                    "ORS_HOME", "names a directory with a database, but without its secret.key: bring the file back");
        }
    }
}
