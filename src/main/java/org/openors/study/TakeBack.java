package org.openors.study;

import java.sql.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.openors.audit.AuditAction;
import org.openors.audit.ObjectChange;
import org.openors.database.Jdbc;
import org.openors.database.Jdbc.Values;
import org.openors.identity.StudyMode;

/** Takes items back that were returned, lost or given to the wrong subject: removes their dispensations. */
final class TakeBack {

    private static final String OF_ITEMS =
            " FROM dispensation WHERE study_id = ? AND mode = ? AND inventory_id = ANY (?)";
    private static final String LOCK = "SELECT inventory_id, subject_id" + OF_ITEMS + " FOR UPDATE";
    private static final String REMOVE = "DELETE" + OF_ITEMS;

    private final Connection connection;
    private final StudyMode study;
    private final Consumer<ItemsTakenBack> event;

    /** @param event tells whoever must end a registration */
    TakeBack(Connection connection, StudyMode study, Consumer<ItemsTakenBack> event) {
        this.connection = connection;
        this.study = study;
        this.event = event;
    }

    /**
     * Takes items back. One that nobody has keeps nothing either: it may be registered by an import.
     *
     * @return the changed dispensations
     */
    List<ObjectChange> of(Collection<UUID> items, Consumer<List<ObjectChange>> ended) {
        if (items.isEmpty()) {
            return List.of();
        }
        var holders = locked(items);
        Jdbc.update(connection, REMOVE, parameters(items));
        var taken = new ItemsTakenBack(connection, study, items, holders);
        event.accept(taken);
        ended.accept(taken.changes());
        return holders.entrySet().stream().map(TakeBack::recorded).toList();
    }

    private Map<UUID, UUID> locked(Collection<UUID> items) {
        var holders = new HashMap<UUID, UUID>();
        Jdbc.query(
                connection,
                LOCK,
                row -> holders.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
                parameters(items));
        return holders;
    }

    private Object[] parameters(Collection<UUID> items) {
        return new Object[] {study.studyId(), study.mode().name(), new Values("uuid", items.toArray())};
    }

    private static ObjectChange recorded(Map.Entry<UUID, UUID> dispensation) {
        var item = dispensation.getKey();
        var subject = dispensation.getValue();
        var before = Section.DISPENSATIONS.table().json(new Object[] {item, subject});
        return new ObjectChange(
                AuditAction.TAKE_BACK_ITEM, subject, item, null, before.build().toString(), null);
    }
}
