package org.openors.schema.h2;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;

/** Refuses to change or remove rows of the trail, whoever asks. */
public class AuditIsKept implements Trigger {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private String table;

    @Override
    public void init(Connection connection, String schema, String trigger, String tableName, boolean before, int type) {
        table = tableName;
    }

    @Override
    public void fire(Connection connection, Object[] oldRow, Object[] newRow) throws SQLException {
        throw new SQLException(table + " is kept: its rows are neither changed nor removed", INSUFFICIENT_PRIVILEGE);
    }
}
