package org.openors.study;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.openors.audit.AuditTrail;
import org.openors.database.InTurn;
import org.openors.database.Jdbc;
import org.openors.database.Jdbc.Values;
import org.openors.identity.Identifier;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.security.Caller;
import org.openors.security.Right;
import org.openors.security.StudyRights;

/** Lists the studies and modes in which the caller has any right, with rights and sites. */
@Stateless
@InTurn
public class StudyListing {

    private static final String STUDIES =
            "SELECT s.study_id, s.mode, s.title, s.version, x.change_reason_required, x.bootstrap_link FROM study_mode s"
                    + " LEFT JOIN device_service_settings x ON x.study_id = s.study_id AND x.mode = s.mode"
                    + " WHERE s.version IS NOT NULL";
    private static final String SITES = "SELECT study_id, mode, site_id, name, time_zone, language FROM site";
    private static final String IN_ORDER = " ORDER BY study_id, mode";

    @Inject
    Jdbc jdbc;

    @Inject
    Caller caller;

    @Inject
    AuditTrail audit;

    /** In the order of the study ids. */
    public List<ListedStudy> list() {
        var rights = caller.rights();
        var listed = jdbc.run(connection -> {
            var sites = sites(connection, rights);
            return read(
                            connection,
                            rights,
                            STUDIES,
                            " AND s.",
                            " ORDER BY s.study_id, s.mode",
                            row -> study(row, rights, sites))
                    .stream()
                    .filter(study -> !study.rights().isEmpty())
                    .toList();
        });
        audit.read("studies=" + listed.size());
        return listed;
    }

    private static Map<StudyMode, Map<String, ListedStudy.AtSite>> sites(Connection connection, StudyRights rights) {
        var sites = new HashMap<StudyMode, Map<String, ListedStudy.AtSite>>();
        read(connection, rights, SITES, " WHERE ", IN_ORDER + ", site_id", row -> {
            var study = key(row);
            var site = row.getString(3);
            return sites.computeIfAbsent(study, any -> new LinkedHashMap<>())
                    .put(
                            site,
                            new ListedStudy.AtSite(
                                    site,
                                    row.getString(4),
                                    row.getString(5),
                                    row.getString(6),
                                    rightsAt(rights, study, site)));
        });
        return sites;
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

    private static StudyMode key(ResultSet row) throws SQLException {
        return new StudyMode(row.getObject(1, UUID.class), Mode.valueOf(row.getString(2)));
    }

    private static ListedStudy study(
            ResultSet row, StudyRights rights, Map<StudyMode, Map<String, ListedStudy.AtSite>> sites)
            throws SQLException {
        var study = key(row);
        var atSites = sites.getOrDefault(study, new LinkedHashMap<>());
        for (var right : Right.values()) {
            rights.scope(right, study)
                    .within(null)
                    .ifPresent(named -> named.forEach(site -> atSites.putIfAbsent(
                            site, new ListedStudy.AtSite(site, null, null, null, rightsAt(rights, study, site)))));
        }
        return new ListedStudy(
                Identifier.format(study.studyId()),
                row.getString(3),
                study.mode(),
                row.getString(4),
                Arrays.stream(Right.values())
                        .filter(right -> rights.scope(right, study).isAny())
                        .map(Right::wireName)
                        .toList(),
                atSites.values().stream()
                        .filter(site -> !site.rights().isEmpty())
                        .toList(),
                row.getBoolean(5),
                row.getString(6));
    }

    private static List<String> rightsAt(StudyRights rights, StudyMode study, String site) {
        return Arrays.stream(Right.values())
                .filter(right -> rights.scope(right, study).includes(site))
                .map(Right::wireName)
                .toList();
    }
}
