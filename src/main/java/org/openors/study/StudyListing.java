package org.openors.study;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.openors.audit.AuditTrail;
import org.openors.database.InTurn;
import org.openors.database.Jdbc;
import org.openors.database.Jdbc.Values;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.security.Caller;
import org.openors.security.StudyRights;

/** Reads the studies and modes in which the caller has any right. What the caller may do there is found out after the transaction. */
@Stateless
@InTurn
public class StudyListing {

    private static final String STUDIES =
            "SELECT s.study_id, s.mode, s.title, s.version, x.change_reason_required, x.bootstrap_link FROM study_mode s"
                    + " LEFT JOIN device_service_settings x ON x.study_id = s.study_id AND x.mode = s.mode"
                    + " WHERE s.version IS NOT NULL";
    private static final String SITES = "SELECT study_id, mode, site_id, name, time_zone, language FROM site";

    @Inject
    Jdbc jdbc;

    @Inject
    Caller caller;

    @Inject
    AuditTrail audit;

    /** In the order of the study ids. */
    public StoredStudies read() {
        var rights = caller.rights();
        var stored = jdbc.run(connection -> new StoredStudies(
                read(connection, rights, STUDIES, " AND s.", " ORDER BY s.study_id, s.mode", StudyListing::study)
                        .stream()
                        .filter(study -> rights.isAnyIn(study.key()))
                        .toList(),
                read(connection, rights, SITES, " WHERE ", " ORDER BY study_id, mode, site_id", StudyListing::site)));
        audit.read("studies=" + stored.studies().size());
        return stored;
    }

    /** The rows of the studies in which there is a right. */
    private static <T> List<T> read(
            Connection connection, StudyRights rights, String select, String and, String order, Jdbc.Row<T> row) {
        var studies = rights.studies();
        return studies.isEmpty()
                ? Jdbc.query(connection, select + order, row)
                : Jdbc.query(
                        connection,
                        select + and + "study_id = ANY (?)" + order,
                        row,
                        new Values("uuid", studies.get().toArray()));
    }

    private static StoredStudies.OneStudy study(ResultSet row) throws SQLException {
        return new StoredStudies.OneStudy(
                key(row), row.getString(3), row.getString(4), row.getBoolean(5), row.getString(6));
    }

    private static StoredStudies.OneSite site(ResultSet row) throws SQLException {
        return new StoredStudies.OneSite(
                key(row), row.getString(3), row.getString(4), row.getString(5), row.getString(6));
    }

    private static StudyMode key(ResultSet row) throws SQLException {
        return new StudyMode(row.getObject(1, UUID.class), Mode.valueOf(row.getString(2)));
    }
}
