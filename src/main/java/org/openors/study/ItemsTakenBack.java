package org.openors.study;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.openors.audit.ObjectChange;
import org.openors.identity.StudyMode;

/**
 * An event: a document takes these items back. Their dispensations are removed already. Who has something that depends on
 * an item's dispensation ends it now, on this connection, and notes each change. It commits with the document.
 */
public final class ItemsTakenBack {

    private final Connection connection;
    private final StudyMode study;
    private final Collection<UUID> items;
    private final Map<UUID, UUID> holders;
    private final List<ObjectChange> changes = new ArrayList<>();
    private final Map<UUID, UUID> twinsLeft = new HashMap<>();

    /** @param holders the subject who had the item, by item */
    ItemsTakenBack(Connection connection, StudyMode study, Collection<UUID> items, Map<UUID, UUID> holders) {
        this.connection = connection;
        this.study = study;
        this.items = items;
        this.holders = holders;
    }

    public Connection connection() {
        return connection;
    }

    public StudyMode study() {
        return study;
    }

    public Collection<UUID> items() {
        return items;
    }

    /** The subject who had the item; null if it was not dispensed. */
    public UUID holderOf(UUID item) {
        return holders.get(item);
    }

    /** Notes a change that gets an audit record. */
    public void note(ObjectChange change) {
        changes.add(change);
    }

    /** Notes that a device may be registered at a remote connector, where nobody ends it. */
    public void noteTwin(UUID item, UUID device) {
        twinsLeft.put(item, device);
    }

    /** The devices that stay at a remote connector, by item. */
    Map<UUID, UUID> twinsLeft() {
        return twinsLeft;
    }

    List<ObjectChange> changes() {
        return changes;
    }
}
