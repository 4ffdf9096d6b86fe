package org.openors.audit.verification;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.openors.audit.AuditMacs;
import org.openors.audit.CanonicalRecord;
import org.openors.audit.ChainName;
import org.openors.database.Jdbc;

/**
 * The records that have no place in their chain: those that wait for one, and those that lost theirs or never had one.
 */
final class LooseRecords {

    private static final String LOOSE = "SELECT u.record_id AS waiting_id, r.* FROM audit_record r"
            + " LEFT JOIN audit_seal s ON s.record_id = r.id LEFT JOIN audit_unsealed u ON u.record_id = r.id"
            + " WHERE %s AND s.record_id IS NULL ORDER BY r.occurred_at, r.id";
    private static final String OF_A_STUDY = LOOSE.formatted("r.study_id = ? AND r.mode = ?");
    private static final String OF_THE_SERVICE = LOOSE.formatted("(r.study_id IS NULL OR r.mode IS NULL)");
    private static final String GONE = "SELECT u.record_id FROM audit_unsealed u"
            + " LEFT JOIN audit_record r ON r.id = u.record_id WHERE u.study_id = ? AND u.mode = ? AND r.id IS NULL";

    private final ChainName chain;
    private final AuditMacs macs;
    private long waiting;
    private Finding first;

    LooseRecords(ChainName chain, AuditMacs macs) {
        this.chain = chain;
        this.macs = macs;
    }

    LooseRecords read(Connection connection) {
        boolean isOfTheService = chain.equals(ChainName.OF_THE_SERVICE);
        Object[] names = {chain.studyId(), chain.mode()};
        Jdbc.forEach(
                connection,
                isOfTheService ? OF_THE_SERVICE : OF_A_STUDY,
                this::check,
                isOfTheService ? new Object[0] : names);
        Jdbc.forEach(connection, GONE, this::noteGone, names);
        return this;
    }

    private Void check(ResultSet row) throws SQLException {
        boolean isGenuine = macs.verifies(CanonicalRecord.of(row), row.getString("key_id"), row.getBytes("mac"));
        check(row.getObject("id", UUID.class), row.getObject("waiting_id") != null, isGenuine);
        return null;
    }

    private void check(UUID record, boolean isWaiting, boolean isGenuine) {
        waiting += isWaiting ? 1 : 0;
        if (!isGenuine) {
            note(
                    isWaiting
                            ? Finding.outside(
                                    record, Problem.EDITED, "the record, not sealed yet, is not as its MAC says")
                            : Finding.outside(
                                    record,
                                    Problem.INSERTED,
                                    "no key vouches for the record, and it was never sealed"));
        } else if (!isWaiting) {
            note(Finding.outside(record, Problem.CUT_OFF, "the record is genuine, but its seal is gone"));
        }
    }

    private Void noteGone(ResultSet row) throws SQLException {
        waiting++;
        note(Finding.outside(
                row.getObject(1, UUID.class), Problem.MISSING, "the record was removed before it was sealed"));
        return null;
    }

    private void note(Finding finding) {
        first = first == null ? finding : first;
    }

    /** The number of records that wait for their place. */
    long waiting() {
        return waiting;
    }

    Optional<Finding> firstProblem() {
        return Optional.ofNullable(first);
    }
}
