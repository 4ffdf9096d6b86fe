package org.openors.rotation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.openors.database.Jdbc;
import org.openors.database.Jdbc.Values;
import org.openors.database.TransactionTurns;
import org.openors.settings.BadSetting;

/**
 * The database's memory of which key each id names, over restarts and for all nodes. It holds no key: a check value is an HMAC
 * that is made with the key (see {@link org.openors.keys.SecretKeys#checkValues}).
 */
@ApplicationScoped
public class KeyChecks {

    private static final String OF_IDS = "SELECT key_id, check_value FROM key_check WHERE key_id = ANY(?)";
    private static final String ANY = "SELECT 1 FROM key_check FETCH FIRST 1 ROW ONLY";
    private static final String LOCK = "SELECT only_row FROM key_in_use WHERE only_row = 1 FOR UPDATE";
    private static final String ADD = "INSERT INTO key_check (key_id, check_value) VALUES (?, ?)";

    @Inject
    Jdbc jdbc;

    @Inject
    TransactionTurns turns;

    /**
     * Ids that are not known yet may have any key.
     *
     * @param checkValues by key id
     * @return those of their ids that are known
     * @throws BadSetting if a known id has another key than before
     */
    public Set<String> require(Map<String, byte[]> checkValues) {
        return jdbc.run(connection -> require(connection, checkValues));
    }

    /**
     * Adds, in the caller's transaction, those that are not known yet. Nodes do this one after the other.
     *
     * @return the ids that it added
     * @throws BadSetting as {@link #require}
     */
    Set<String> add(Map<String, byte[]> checkValues) {
        turns.awaitTurnToWrite();
        return jdbc.run(connection -> add(connection, checkValues));
    }

    static Set<String> add(Connection connection, Map<String, byte[]> checkValues) {
        Jdbc.query(connection, LOCK, row -> true);
        var missing = new HashMap<>(checkValues);
        missing.keySet().removeAll(require(connection, checkValues));
        missing.forEach((added, check) -> Jdbc.update(connection, ADD, added, check));
        return missing.keySet();
    }

    /**
     * As {@link #require(Map)}, on this connection. Other rows are not read: the service's role could plant any number of them.
     */
    public static Set<String> require(Connection connection, Map<String, byte[]> checkValues) {
        var known = new HashMap<String, byte[]>();
        var ids = Values.of("varchar", checkValues.keySet(), id -> id);
        Jdbc.forEach(connection, OF_IDS, row -> known.put(row.getString(1), row.getBytes(2)), ids);
        known.forEach((id, check) -> {
            if (!MessageDigest.isEqual(check, checkValues.get(id))) {
                throw new BadSetting(
                        "ORS_SECRET_KEY_FILE",
                        "names a file in which the known id " + id + " has another key than before");
            }
        });
        return known.keySet();
    }

    /** Whether any key is known. */
    public static boolean isAnyKnown(Connection connection) {
        return !Jdbc.query(connection, ANY, row -> true).isEmpty();
    }
}
