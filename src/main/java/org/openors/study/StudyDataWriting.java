package org.openors.study;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.openors.audit.ObjectChange;
import org.openors.identity.StudyMode;
import org.openors.input.Problems;

/** Writes one document in the caller's transaction, section by section, in sets of rows. */
final class StudyDataWriting {

    private static final int AT_ONCE = 1_000;

    private final Connection connection;
    private final StudyMode study;
    private final ConnectorPassword password;
    private final Consumer<ItemsTakenBack> takenBack;
    private final Consumer<ItemsMoved> moved;

    /**
     * @param takenBack tells whoever must end a registration
     * @param moved tells whoever keeps the site of an item
     */
    StudyDataWriting(
            Connection connection,
            StudyMode study,
            ConnectorPassword password,
            Consumer<ItemsTakenBack> takenBack,
            Consumer<ItemsMoved> moved) {
        this.connection = connection;
        this.study = study;
        this.password = password;
        this.takenBack = takenBack;
        this.moved = moved;
    }

    /**
     * Writes a document.
     *
     * @param changed gets the changes of each set of rows, once they are written
     * @return the settings before and after
     * @throws org.openors.error.Refusal {@link org.openors.error.ErrorCode#INVALID_REQUEST} if a row refers to something
     *     unknown, or a list would be too long
     * @throws org.openors.database.LostRace if another change of the same data came first
     */
    StudySettings.Change write(StudyDataDocument document, BiConsumer<Section, List<ObjectChange>> changed) {
        var problems = new Problems();
        var tables = new StudyTables(connection, study, problems);
        var settings = new StudySettings(connection, study, password).write(document.header());
        var movedItems = new ArrayList<UUID>();
        for (var section : Section.values()) {
            document.readRows(section, (first, rows) -> {
                var changes = tables.write(section, first, rows);
                changed.accept(section, changes.stream().map(section::recorded).toList());
                if (section == Section.DISPENSATIONS && problems.isEmpty()) {
                    takeBack(rows, changed);
                }
                movedItems.addAll(new MovedItemQuery(connection, study).of(section, changes));
            });
            problems.refuseIfAny();
            limit(section, document);
        }
        tellWhatMoved(movedItems);
        return settings;
    }

    private void limit(Section section, StudyDataDocument document) {
        var limits = new StudyLimits(connection, study);
        switch (section) {
            case DISPENSATIONS -> limits.requireFewItems(document);
            case SITES -> limits.requireFewSites(document);
            default -> {}
        }
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

    /** At the end, as pairs are locked after all that a document writes (ADR 24). */
    private void tellWhatMoved(List<UUID> items) {
        for (int first = 0; first < items.size(); first += AT_ONCE) {
            var some = items.subList(first, Math.min(first + AT_ONCE, items.size()));
            moved.accept(new ItemsMoved(connection, study, some));
        }
    }
}
