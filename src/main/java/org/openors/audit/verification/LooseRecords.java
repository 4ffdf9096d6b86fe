package org.openors.audit.verification;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.openors.audit.AuditMacs;
import org.openors.audit.CanonicalRecord;
import org.openors.audit.ChainName;

/** The records that have no place in their chain: those that wait for one, and those that should have one. */
final class LooseRecords {

    private static final int FETCH = 1_000;
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

    LooseRecords read(Connection connection) throws SQLException {
        boolean isOfTheService = chain.equals(ChainName.OF_THE_SERVICE);
        try (var statement = connection.prepareStatement(isOfTheService ? OF_THE_SERVICE : OF_A_STUDY)) {
            statement.setFetchSize(FETCH);
            if (!isOfTheService) {
                statement.setObject(1, chain.studyId());
                statement.setString(2, chain.mode());
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    boolean isGenuine =
                            macs.vouchFor(CanonicalRecord.of(rows), rows.getString("key_id"), rows.getBytes("mac"));
                    look(rows.getObject("id", UUID.class), rows.getObject("waiting_id") != null, isGenuine);
                }
            }
        }
        readGone(connection);
        return this;
    }

    private void look(UUID record, boolean isWaiting, boolean isGenuine) {
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

    private void readGone(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(GONE)) {
            statement.setObject(1, chain.studyId());
            statement.setString(2, chain.mode());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    waiting++;
                    note(Finding.outside(
                            rows.getObject(1, UUID.class),
                            Problem.MISSING,
                            "the record was removed before it was sealed"));
                }
            }
        }
    }

    private void note(Finding finding) {
        first = first == null ? finding : first;
    }

    /** How many wait for their place. */
    long waiting() {
        return waiting;
    }

    Optional<Finding> firstProblem() {
        return Optional.ofNullable(first);
    }
}
