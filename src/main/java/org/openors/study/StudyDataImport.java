package org.openors.study;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.util.Map;
import java.util.function.Consumer;
import org.openors.audit.AuditTrail;
import org.openors.database.InTurn;
import org.openors.database.Jdbc;
import org.openors.error.Refusal;
import org.openors.identity.Identifier;
import org.openors.identity.StudyMode;

/**
 * Upserts one study-data document in one transaction. Sending it again changes nothing. The document has been read and
 * checked before, so that no transaction waits for it. Each set of rows is written with the audit records of its changes.
 */
@Stateless
@InTurn
public class StudyDataImport {

    private static final String BEGIN_TRIAL = "SAVEPOINT trial";
    private static final String UNDO_TRIAL = "ROLLBACK TO SAVEPOINT trial";

    @Inject
    Jdbc jdbc;

    @Inject
    ConnectorPassword password;

    @Inject
    Event<ItemsTakenBack> takenBack;

    @Inject
    Event<ItemsMoved> moved;

    @Inject
    AuditTrail audit;

    /**
     * Writes the document's data to the study and mode.
     *
     * @return the number of rows in each section, and warnings if devices stay at a remote connector
     * @throws Refusal {@link org.openors.error.ErrorCode#INVALID_REQUEST} with up to 100 problems. Unknown references
     *     are listed only for the first section that has any; {@link
     *     org.openors.error.ErrorCode#INVALID_STUDY_ID_OR_VERSION} if the study's id is not a UUID. Then nothing is
     *     changed.
     * @throws org.openors.database.LostRace if another change of the same data came first
     */
    public Map<String, Object> put(StudyMode study, StudyDataDocument document) {
        requirePossible(study);
        var left = new TwinsLeft();
        var settings = jdbc.run(connection -> writing(connection, study, left)
                .write(document, (section, changes) -> audit.changedObjects(connection, changes)));
        var before = settings.before() == null ? null : settings.before().toString();
        audit.changed(
                before,
                Json.createObjectBuilder(settings.after())
                        .add("document", named(document, document.counts()))
                        .build()
                        .toString());
        return left.addedTo(document.counts());
    }

    /**
     * Writes the document and undoes that in the same transaction, so that what it says is what an import would do now.
     * The trail has one record of it.
     *
     * @return what an import would change
     * @throws Refusal as {@link #put} does
     * @throws org.openors.database.LostRace as {@link #put} does
     */
    public Map<String, Object> preview(StudyMode study, StudyDataDocument document) {
        requirePossible(study);
        var preview = new StudyDataPreview();
        var left = new TwinsLeft();
        jdbc.run(connection -> {
            Jdbc.update(connection, BEGIN_TRIAL);
            preview.add(writing(connection, study, left).write(document, preview::add));
            return Jdbc.update(connection, UNDO_TRIAL);
        });
        audit.read(named(document, preview.counts()).toString());
        return left.addedTo(preview.result());
    }

    private static void requirePossible(StudyMode study) {
        if (study.studyId().equals(Identifier.UNKNOWN)) {
            throw Refusal.unknownStudy();
        }
    }

    private StudyDataWriting writing(Connection connection, StudyMode study, TwinsLeft left) {
        Consumer<ItemsTakenBack> told = taken -> {
            takenBack.fire(taken);
            left.add(taken);
        };
        return new StudyDataWriting(connection, study, password, told, moved::fire);
    }

    private static JsonObject named(StudyDataDocument document, Map<String, Integer> counts) {
        var named = Json.createObjectBuilder().add("sha256", document.digest());
        counts.forEach(named::add);
        return named.build();
    }
}
