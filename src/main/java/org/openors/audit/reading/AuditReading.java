package org.openors.audit.reading;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.openors.audit.AuditTrail;
import org.openors.error.Refusal;

/** Reads the trail of one study in one mode, a page in a transaction; that it is read is itself recorded. */
@Stateless
public class AuditReading {

    @Resource(lookup = "jdbc/ors")
    DataSource database;

    @Inject
    AuditTrail audit;

    /**
     * The first page. The record of the reading commits before anything is answered, and is not on the page.
     *
     * @throws Refusal {@link org.openors.error.ErrorCode#INVALID_STUDY_ID_OR_VERSION}
     */
    public AuditPage begin(AuditSelection selection, AuditPosition before, int limit) {
        try (var connection = database.getConnection()) {
            requireVersion(connection, selection);
            var page = page(connection, selection, before, limit);
            audit.succeeded(null, null, null);
            return page;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A later page of what was begun. */
    public AuditPage continued(AuditSelection selection, AuditPosition before, int limit) {
        try (var connection = database.getConnection()) {
            return page(connection, selection, before, limit);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static AuditPage page(Connection connection, AuditSelection selection, AuditPosition before, int limit)
            throws SQLException {
        return AuditPage.of(new AuditRows(selection, before).read(connection, limit + 1), limit);
    }

    private static void requireVersion(Connection connection, AuditSelection selection) throws SQLException {
        try (var query = connection.prepareStatement(
                "SELECT version FROM study_mode WHERE study_id = ? AND mode = ? AND version IS NOT NULL")) {
            query.setObject(1, selection.studyId());
            query.setString(2, selection.mode().name());
            try (var versions = query.executeQuery()) {
                if (!versions.next()) {
                    throw Refusal.unknownStudy();
                }
            }
        }
    }
}
