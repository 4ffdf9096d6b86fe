package org.openors.database;

import jakarta.enterprise.context.Dependent;
import java.util.Arrays;
import java.util.Locale;
import org.openors.settings.BadSetting;
import org.openors.settings.Settings;

/** Checks {@code ORS_DB_URL}. */
@Dependent
public class DatabaseSettings {

    private static final String SETTING = "ORS_DB_URL";

    /** @throws BadSetting if the database is not supported, or the H2 settings could lose or hide committed changes */
    public void check() {
        Settings.text(SETTING).ifPresent(DatabaseSettings::check);
    }

    static void check(String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return;
        }
        if (!EmbeddedDatabase.isAt(url)) {
            throw new BadSetting(SETTING, "must start with jdbc:postgresql: or jdbc:h2:");
        }
        var options = Arrays.stream(url.toUpperCase(Locale.ROOT).split(";"))
                .map(String::trim)
                .toList();
        boolean inMemory = url.startsWith("jdbc:h2:mem:");
        if (!inMemory && !options.contains("WRITE_DELAY=0")) {
            throw new BadSetting(SETTING, "names an H2 file database without WRITE_DELAY=0: it would lose changes");
        }
        if (!inMemory && !options.contains("REUSE_SPACE=FALSE")) {
            throw new BadSetting(
                    SETTING,
                    "names an H2 file database without REUSE_SPACE=FALSE: a killed process could lose changes");
        }
        if (!options.contains("OPTIMIZE_REUSE_RESULTS=0")) {
            throw new BadSetting(
                    SETTING,
                    "names an H2 database without OPTIMIZE_REUSE_RESULTS=0: it would show what was before a change");
        }
    }
}
