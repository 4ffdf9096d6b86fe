package org.openors.connector;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.openors.audit.PendingRecord;
import org.openors.identity.DeviceKey;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;

/**
 * A row of {@code connector_call} as it is stored. Who can write to the database can put any text and time there.
 *
 * @param isOver whether its time is over by the database's clock
 */
record StoredCall(UUID studyId, String mode, UUID inventoryId, UUID callId, boolean isOver, PendingRecord record) {

    static StoredCall of(ResultSet row) throws SQLException {
        return new StoredCall(
                row.getObject("study_id", UUID.class),
                row.getString("mode"),
                row.getObject("inventory_id", UUID.class),
                row.getObject("call_id", UUID.class),
                row.getBoolean("is_over"),
                new PendingRecord(row.getString("record"), row.getString("key_id"), row.getBytes("mac")));
    }

    /** @throws RuntimeException if it names no device */
    CallEntry entry() {
        return new CallEntry(new DeviceKey(new StudyMode(studyId, Mode.valueOf(mode)), inventoryId), callId);
    }
}
