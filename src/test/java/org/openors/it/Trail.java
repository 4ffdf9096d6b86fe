package org.openors.it;

import java.sql.SQLException;
import java.util.UUID;
import org.openors.identity.Identifier;

/** Puts audit records beside the service into a study's trail, all of them on or after 1 January 2026. */
final class Trail {

    /** The end of what {@link #fill} puts in, as a query parameter. */
    static final String UNTIL = "to=2026-02-01T00:00:00Z";

    private static final int CHUNK = 50_000;
    private static final String STATE = "'AwaitingBootstrap ABC123'";

    private final Database database;
    private final SampleStudy study;

    Trail(Database database, SampleStudy study) {
        this.database = database;
        this.study = study;
    }

    /** Adds one record of that many milliseconds after the start, and returns its id. */
    String add(int millis) throws SQLException {
        var id = UUID.randomUUID();
        insert("CAST('" + id + "' AS uuid)", Integer.toString(millis), 1, 1);
        return Identifier.format(id);
    }

    /** Adds many, seven in each millisecond; none waits for a seal, which would keep others' records waiting. */
    void fill(int count) throws SQLException {
        var id = database.isPostgres() ? "gen_random_uuid()" : "RANDOM_UUID()";
        for (int first = 1; first <= count; first += CHUNK) {
            insert(id, "n / 7", first, Math.min(count, first + CHUNK - 1));
            database.update("DELETE FROM audit_unsealed WHERE study_id = " + uuid(study.studyId));
        }
    }

    private void insert(String id, String millis, int first, int last) throws SQLException {
        database.update("INSERT INTO audit_record (id, occurred_at, action, outcome, study_id, mode, subject_id,"
                + " inventory_id, actor_issuer, actor, actor_right, state_before, state_after, peer_address, reference,"
                + " key_id, mac) SELECT " + id + ", TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00:00' + " + millis
                + " * INTERVAL '0.001' SECOND, 'RECREATE_ACCESS_CODE', 'Success', " + uuid(study.studyId) + ", '"
                + study.mode + "', " + uuid(study.subjectId) + ", " + uuid(study.monitor) + ", '" + Tokens.ISSUER
                + "', 'nurse-17', 'DeviceActionsPost', " + STATE + ", " + STATE + ", '127.0.0.1', '" + study.studyId
                + "', '', '' FROM generate_series(" + first + ", " + last + ") AS s(n)");
    }

    private static String uuid(String id) {
        return "CAST('" + Identifier.of(id) + "' AS uuid)";
    }
}
