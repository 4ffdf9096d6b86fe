package org.openors.study;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /** How many sites are listed in all: twice as many as a study has at most. */
    static final int MOST_SITES = 2 * Section.MOST_SITES;

    private static final String STUDIES =
            "SELECT s.study_id, s.mode, s.title, s.version, x.change_reason_required, x.bootstrap_link FROM study_mode s"
                    + " LEFT JOIN device_service_settings x ON x.study_id = s.study_id AND x.mode = s.mode"
                    + " WHERE s.version IS NOT NULL";
    private static final String ORDER_OF_STUDIES = " ORDER BY s.study_id, s.mode";
    private static final String SITES = "SELECT study_id, mode, site_id, name, time_zone, language FROM site";
    private static final String OF_STUDY = " WHERE study_id = ? AND mode = ?";

    @Inject
    Jdbc jdbc;

    @Inject
    Caller caller;

    @Inject
    AuditTrail audit;

    /** In the order of the study ids. Of sites those for which the caller has a right are read, the first {@link #MOST_SITES}. */
    public StoredStudies read() {
        var rights = caller.rights();
        var stored = jdbc.run(connection -> {
            var studies = studies(connection, rights);
            return new StoredStudies(studies, sites(connection, rights, studies));
        });
        audit.read("studies=" + stored.studies().size());
        return stored;
    }

    private static List<StoredStudies.OneStudy> studies(Connection connection, StudyRights rights) {
        var named = rights.studies();
        var all = named.isEmpty()
                ? Jdbc.query(connection, STUDIES + ORDER_OF_STUDIES, StudyListing::study)
                : Jdbc.query(
                        connection,
                        STUDIES + " AND s.study_id = ANY (?)" + ORDER_OF_STUDIES,
                        StudyListing::study,
                        new Values("uuid", named.get().toArray()));
        return all.stream().filter(study -> rights.isAnyIn(study.key())).toList();
    }

    private static List<StoredStudies.OneSite> sites(
            Connection connection, StudyRights rights, List<StoredStudies.OneStudy> studies) {
        if (rights.studies().isEmpty()) {
            return Jdbc.query(connection, SITES + first(MOST_SITES), StudyListing::site);
        }
        var found = new ArrayList<StoredStudies.OneSite>();
        for (var study : studies) {
            found.addAll(sites(connection, study.key(), rights.sites(study.key()), MOST_SITES - found.size()));
        }
        return found;
    }

    private static List<StoredStudies.OneSite> sites(
            Connection connection, StudyMode study, Optional<Set<String>> named, int most) {
        var parameters =
                new ArrayList<Object>(List.of(study.studyId(), study.mode().name()));
        named.ifPresent(sites -> parameters.add(new Values("varchar", sites.toArray())));
        return Jdbc.query(
                connection,
                SITES + OF_STUDY + (named.isPresent() ? " AND site_id = ANY (?)" : "") + first(most),
                StudyListing::site,
                parameters.toArray());
    }

    private static String first(int count) {
        return " ORDER BY study_id, mode, site_id FETCH FIRST " + count + " ROWS ONLY";
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
