package org.openors.study;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.sql.Connection;
import java.util.Map;
import org.openors.audit.AuditTrail;
import org.openors.database.InTurn;
import org.openors.database.Jdbc;
import org.openors.error.Refusal;
import org.openors.identity.Identifier;
import org.openors.identity.StudyMode;
import org.openors.input.Problems;

/**
 * Upserts one study-data document in one transaction. Sending it again changes nothing. The document has been read and
 * checked before, so that no transaction waits for it. It is written section by section, in sets of rows, and each set
 * with the audit records of its changes.
 */
@Stateless
@InTurn
public class StudyDataImport {

    @Inject
    Jdbc jdbc;

    @Inject
    ConnectorPassword password;

    @Inject
    AuditTrail audit;

    /**
     * Writes the document's data to the study and mode.
     *
     * @return the number of rows in each section
     * @throws Refusal {@link org.openors.error.ErrorCode#INVALID_REQUEST} with up to 100 problems. Unknown references
     *     are listed only for the first section that has any; {@link
     *     org.openors.error.ErrorCode#INVALID_STUDY_ID_OR_VERSION} if the study's id is not a UUID. Then nothing is
     *     changed.
     * @throws org.openors.database.LostRace if another change of the same data came first
     */
    public Map<String, Integer> put(StudyMode study, StudyDataDocument document) {
        if (study.studyId().equals(Identifier.UNKNOWN)) {
            throw Refusal.unknownStudy();
        }
        var settings = jdbc.run(connection -> write(connection, study, document));
        var named = Json.createObjectBuilder().add("sha256", document.digest());
        document.counts().forEach(named::add);
        var before = settings.before() == null ? null : settings.before().toString();
        audit.changed(before, settings.after().add("document", named).build().toString());
        return document.counts();
    }

    private StudySettings.Change write(Connection connection, StudyMode study, StudyDataDocument document) {
        var problems = new Problems();
        var tables = new StudyTables(connection, study, problems);
        var settings = new StudySettings(connection, study, password).write(document.header());
        for (var section : Section.values()) {
            document.readRows(section, (first, rows) -> {
                var changes = tables.write(section, first, rows);
                audit.changedObjects(
                        connection, changes.stream().map(section::recorded).toList());
            });
            problems.refuseIfAny();
        }
        return settings;
    }
}
