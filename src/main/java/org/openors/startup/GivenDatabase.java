package org.openors.startup;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.openors.database.EmbeddedDatabase;
import org.openors.database.Migrations;
import org.openors.settings.Settings;

/** The database that the settings name, without the server's pool. It makes no database that is not there. */
record GivenDatabase(String url, String user, String password) {

    private static final String MEMORY = "jdbc:h2:mem:";
    /** H2 in memory, and behind a server of its own. All other URLs of H2 name a file. */
    private static final List<String> NO_FILE = List.of(MEMORY, "jdbc:h2:tcp:", "jdbc:h2:ssl:");
    /** H2: other processes use the file through this one. */
    private static final String SHARED = ";AUTO_SERVER=TRUE";

    private static final String IF_EXISTS = ";IFEXISTS=";
    /** H2: there is no such database, and it must not be made. */
    private static final String NOT_THERE = "90146";

    static GivenDatabase ofSettings() {
        return new GivenDatabase(
                Settings.text("ORS_DB_URL").orElse(MEMORY),
                Settings.text("ORS_DB_USER").orElse("ors"),
                Settings.text("ORS_DB_PASSWORD").orElse(""));
    }

    boolean isInMemory() {
        return url.startsWith(MEMORY);
    }

    Connection open() throws SQLException {
        return DriverManager.getConnection(ifItExists(), user, password);
    }

    boolean isMigrated(Connection connection) {
        return Migrations.areAppliedOrCanBe(connection, ifItExists(), user, password);
    }

    /**
     * Makes the file of an embedded database as small as its content: while a node runs, it only grows (ADR 16). The old file is
     * there until the new one is whole. Does nothing with any other database, or if there is no file.
     */
    void makeSmall() throws SQLException {
        if (!isFileOfOneProcess()) {
            return;
        }
        try (var connection = open();
                var statement = connection.createStatement()) {
            statement.execute("SHUTDOWN COMPACT");
        } catch (SQLException failure) {
            if (!isStillToBeMade(failure)) {
                throw failure;
            }
        }
    }

    private boolean isFileOfOneProcess() {
        return EmbeddedDatabase.isAt(url)
                && NO_FILE.stream().noneMatch(url::startsWith)
                && !url.toUpperCase(Locale.ROOT).contains(SHARED);
    }

    private String ifItExists() {
        return EmbeddedDatabase.isAt(url) && !saysWhetherToMakeIt() ? url + IF_EXISTS + "TRUE" : url;
    }

    private boolean saysWhetherToMakeIt() {
        return url.toUpperCase(Locale.ROOT).contains(IF_EXISTS);
    }

    /** Whether this is an embedded database that the first start makes. */
    boolean isStillToBeMade(SQLException failure) {
        return NOT_THERE.equals(failure.getSQLState()) && !saysWhetherToMakeIt();
    }

    @Override
    public String toString() {
        return "GivenDatabase[user=" + user + "]";
    }
}
