package org.openors.bench;

import java.sql.Connection;
import java.sql.SQLException;

/** Stops the sealing of audit records, as another node that seals and hangs would. */
final class SealingStop {

    private final Connection holder;

    SealingStop(BenchDatabase database) throws SQLException {
        holder = database.connect();
        holder.setAutoCommit(false);
        try (var lock = holder.createStatement()) {
            lock.execute("SELECT only_row FROM audit_sealing FOR UPDATE");
        }
    }

    /** Lets it go on, and waits until what was left is sealed, so that no other figure pays for it. */
    void end() throws SQLException, InterruptedException {
        holder.commit();
        holder.setAutoCommit(true);
        try (var waiting = holder.prepareStatement("SELECT COUNT(*) FROM audit_unsealed")) {
            for (long left = Long.MAX_VALUE; left > 100; Thread.sleep(100)) {
                try (var row = waiting.executeQuery()) {
                    row.next();
                    left = row.getLong(1);
                }
            }
        } finally {
            holder.close();
        }
    }
}
