package org.openors.schema.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.h2.api.Trigger;

/** Puts a new audit record among those that wait to be sealed, in the transaction that writes it. */
public class AuditRecordWaits implements Trigger {

    private static final UUID NO_STUDY = new UUID(0, 0);
    private static final String NO_MODE = "-";
    private static final String SERVICE = "service";

    private final Map<String, Integer> places = new HashMap<>();

    @Override
    public void init(Connection connection, String schema, String trigger, String table, boolean before, int type)
            throws SQLException {
        try (var columns = connection.getMetaData().getColumns(null, schema, table, null)) {
            while (columns.next()) {
                places.put(columns.getString("COLUMN_NAME"), columns.getInt("ORDINAL_POSITION") - 1);
            }
        }
    }

    /** A database of before version 8 of the schema has no such column. */
    private boolean isOfTheService(Object[] row) {
        return places.containsKey("TRAIL") && SERVICE.equals(row[places.get("TRAIL")]);
    }

    @Override
    public void fire(Connection connection, Object[] oldRow, Object[] newRow) throws SQLException {
        var study = newRow[places.get("STUDY_ID")];
        var mode = newRow[places.get("MODE")];
        boolean isOfAStudy = study != null && mode != null && !isOfTheService(newRow);
        try (var statement = connection.prepareStatement("INSERT INTO audit_unsealed VALUES (?, ?, ?)")) {
            statement.setObject(1, newRow[places.get("ID")]);
            statement.setObject(2, isOfAStudy ? study : NO_STUDY);
            statement.setObject(3, isOfAStudy ? mode : NO_MODE);
            statement.executeUpdate();
        }
    }
}
