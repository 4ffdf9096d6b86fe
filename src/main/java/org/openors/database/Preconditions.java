package org.openors.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.openors.settings.BadSetting;

/** What a PostgreSQL must be so that it keeps all texts and times as they are, and what the service's role must be allowed. */
public final class Preconditions {

    private static final int VERSION = 15;
    private static final String KIND =
            "SELECT current_setting('server_version_num'), current_setting('server_encoding')";
    private static final String ECHO = "SELECT CAST(? AS text), char_length(CAST(? AS text)), CAST(? AS timestamptz)";
    /** Of one, two, three and four bytes in UTF-8. */
    private static final String TEXT = "aü€\uD83D\uDE00";

    /** In the hour that the clocks of Central Europe leave out. */
    private static final OffsetDateTime TIME = OffsetDateTime.parse("2026-03-29T02:30:00.123Z");

    private static final String MISSING = """
            SELECT needed.entitled || ' on ' || needed.named
              FROM unnest(CAST(? AS text[]), CAST(? AS text[])) AS needed(named, entitled)
             WHERE NOT coalesce(has_table_privilege(CAST(to_regclass(needed.named) AS oid), needed.entitled), false)
            """;
    private static final int MOST_NAMED = 3;

    /** By table. {@code server-config/postgresql/grants.sql} grants exactly these. */
    static final String RIGHTS = """
            flyway_schema_history: SELECT
            study_mode: SELECT, INSERT, UPDATE
            device_service_settings: SELECT, INSERT, UPDATE
            site: SELECT, INSERT, UPDATE
            kit_type: SELECT, INSERT, UPDATE
            subject: SELECT, INSERT, UPDATE
            inventory_item: SELECT, INSERT, UPDATE
            dispensation: SELECT, INSERT, UPDATE, DELETE
            device_registration: SELECT, INSERT, UPDATE, DELETE
            bootstrap_credential: SELECT, INSERT, UPDATE, DELETE
            remote_pair: SELECT, INSERT, UPDATE, DELETE
            connector_call: SELECT, INSERT, UPDATE, DELETE
            unknown_access_id: SELECT, UPDATE
            pair_sealing: SELECT
            key_in_use: SELECT, UPDATE
            key_check: SELECT, INSERT
            audit_record: SELECT, INSERT
            audit_seal: SELECT, INSERT
            audit_unsealed: SELECT, INSERT, DELETE
            audit_chain: SELECT, INSERT, UPDATE
            audit_sealing: SELECT, INSERT, UPDATE
            """;

    private Preconditions() {}

    /**
     * Checks a PostgreSQL before it is migrated. The embedded database satisfies them by itself.
     *
     * @throws BadSetting for the first one that is not satisfied
     * @throws DatabaseFailed if it can't be asked
     */
    public static void require(Connection connection) {
        if (isPostgres(connection)) {
            Jdbc.forEach(connection, KIND, row -> {
                requireKind(row.getInt(1) / 10_000, row.getString(2));
                return true;
            });
            Jdbc.forEach(
                    connection,
                    ECHO,
                    row -> {
                        requireSame(row.getString(1), row.getInt(2), row.getObject(3, OffsetDateTime.class));
                        return true;
                    },
                    TEXT,
                    TEXT,
                    TIME);
        }
    }

    private static boolean isPostgres(Connection connection) {
        try {
            return !EmbeddedDatabase.isAt(connection.getMetaData().getURL());
        } catch (SQLException failure) {
            throw new DatabaseFailed(failure);
        }
    }

    static void requireKind(int version, String encoding) {
        if (version < VERSION) {
            throw bad("is a PostgreSQL " + version + ": it must be " + VERSION + " or later");
        }
        if (!encoding.equals("UTF8")) {
            throw bad("has the encoding " + encoding
                    + ": it must be UTF8, as made by createdb --encoding=UTF8 --template=template0");
        }
    }

    static void requireSame(String text, int length, OffsetDateTime time) {
        if (!text.equals(TEXT) || length != TEXT.codePointCount(0, TEXT.length())) {
            throw bad("returns a text otherwise than it was sent: the encoding of server and client must be UTF8");
        }
        if (!time.isEqual(TIME)) {
            throw bad("returns a time otherwise than it was sent: the time zone must be UTC");
        }
    }

    private static BadSetting bad(String what) {
        return new BadSetting("ORS_DB_URL", "names a database that " + what);
    }

    /**
     * Checks the rights of the role on the tables of a PostgreSQL that is migrated.
     *
     * @throws BadSetting if one is missing
     * @throws DatabaseFailed if it can't be asked
     */
    public static void requireRights(Connection connection) {
        if (isPostgres(connection)) {
            requireNone(missing(connection));
        }
    }

    private static List<String> missing(Connection connection) {
        var tables = new ArrayList<String>();
        var rights = new ArrayList<String>();
        RIGHTS.lines().map(line -> line.split(": ")).forEach(line -> {
            for (var right : line[1].split(", ")) {
                tables.add(line[0]);
                rights.add(right);
            }
        });
        return Jdbc.query(
                connection,
                MISSING,
                row -> row.getString(1),
                new Jdbc.Values("text", tables.toArray()),
                new Jdbc.Values("text", rights.toArray()));
    }

    private static void requireNone(List<String> missing) {
        if (!missing.isEmpty()) {
            var named = missing.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
            var more = missing.size() > MOST_NAMED ? " and " + (missing.size() - MOST_NAMED) + " more" : "";
            throw new BadSetting(
                    "ORS_DB_USER",
                    "lacks the right " + named + more + ": run start --migrate-only as the owner of the tables");
        }
    }
}
