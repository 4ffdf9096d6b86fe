package org.openors.database;

import java.io.IOException;
import java.sql.SQLException;
import org.openors.error.Causes;
import org.openors.settings.BadSetting;

/** Says which setting is wrong if no connection can be made. */
public final class UnreachableDatabase {

    private UnreachableDatabase() {}

    /** By the SQLSTATE of PostgreSQL or H2. The message holds no value of a setting. */
    public static BadSetting because(SQLException failure) {
        var state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return switch (state) {
            case "28P01" ->
                new BadSetting("ORS_DB_PASSWORD", "is refused by the database: it must be the password of ORS_DB_USER");
            case "28000" ->
                new BadSetting(
                        "ORS_DB_PASSWORD",
                        "or ORS_DB_USER is refused by the database: it must be a role that may log in, and its password");
            case "42501" -> new BadSetting("ORS_DB_USER", "may not connect to the database: grant it CONNECT");
            case "3D000", "90146" -> url("that does not exist: make it, see server-config/postgresql");
            case "22023" -> url("that does not know the time zone of this process: set TZ=UTC");
            case "53300" -> url("that has no free connection: raise its max_connections");
            case "90020" -> url("that another process uses: one process at a time may");
            default -> url("that can't be reached: " + reason(failure));
        };
    }

    private static BadSetting url(String what) {
        return new BadSetting("ORS_DB_URL", "names a database " + what);
    }

    /** The driver's own message may repeat the URL. */
    private static String reason(Throwable failure) {
        return Causes.first(failure, IOException.class)
                .map(cause -> cause.getClass().getSimpleName() + ", " + cause.getMessage())
                .orElseGet(() -> "SQLSTATE " + ((SQLException) failure).getSQLState());
    }
}
