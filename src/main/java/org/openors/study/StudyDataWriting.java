package org.openors.study;

import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.openors.audit.ObjectChange;
import org.openors.identity.StudyMode;
import org.openors.input.Problems;

/** Writes one document in the caller's transaction, section by section, in sets of rows. */
final class StudyDataWriting {

    private final Connection connection;
    private final StudyMode study;
    private final ConnectorPassword password;
    private final Consumer<ItemsTakenBack> takenBack;

    StudyDataWriting(
            Connection connection, StudyMode study, ConnectorPassword password, Consumer<ItemsTakenBack> takenBack) {
        this.connection = connection;
        this.study = study;
        this.password = password;
        this.takenBack = takenBack;
    }

    /**
     * Writes a document.
     *
     * @param changed gets the changes of each set of rows, once they are written
     * @return the settings before and after
     * @throws org.openors.error.Refusal {@link org.openors.error.ErrorCode#INVALID_REQUEST} if a row refers to something
     *     unknown
     * @throws org.openors.database.LostRace if another change of the same data came first
     */
    StudySettings.Change write(StudyDataDocument document, BiConsumer<Section, List<ObjectChange>> changed) {
        var problems = new Problems();
        var tables = new StudyTables(connection, study, problems);
        var settings = new StudySettings(connection, study, password).write(document.header());
        for (var section : Section.values()) {
            document.readRows(section, (first, rows) -> {
                var changes = tables.write(section, first, rows);
                changed.accept(section, changes.stream().map(section::recorded).toList());
                if (section == Section.DISPENSATIONS && problems.isEmpty()) {
                    takeBack(rows, changed);
                }
            });
            problems.refuseIfAny();
        }
        return settings;
    }

    private void takeBack(List<Object[]> rows, BiConsumer<Section, List<ObjectChange>> changed) {
        var items = rows.stream()
                .filter(Section::takesBack)
                .map(row -> (UUID) row[0])
                .toList();
        var removed = new TakeBack(connection, study, takenBack)
                .of(items, ended -> changed.accept(Section.REGISTRATIONS, ended));
        changed.accept(Section.DISPENSATIONS, removed);
    }
}
