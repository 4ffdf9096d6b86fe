package org.openors.database;

import jakarta.enterprise.context.Dependent;
import java.util.Arrays;
import java.util.List;
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
        if (!url.startsWith("jdbc:h2:mem:")) {
            require(options, "WRITE_DELAY=0", "file database", "it would lose changes");
            require(options, "REUSE_SPACE=FALSE", "file database", "a killed process could lose changes");
        }
        require(options, "OPTIMIZE_REUSE_RESULTS=0", "database", "it would show what was before a change");
    }

    private static void require(List<String> options, String option, String kind, String consequence) {
        if (!options.contains(option)) {
            throw new BadSetting(SETTING, "names an H2 " + kind + " without " + option + ": " + consequence);
        }
    }
}
