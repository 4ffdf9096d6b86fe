package org.openors.audit.verification;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.openors.audit.AuditField;
import org.openors.audit.ChainName;
import org.openors.audit.WrittenRecords;
import org.openors.keys.KeyedHash;

/** What somebody with all rights on the database, but without the key, may do to a chain; and what is to be found then. */
final class Tampering {

    /** The sequence number is null where what was tampered with has none. */
    record Expected(Long sequence, Problem problem) {}

    enum Kind {
        A_FIELD_IS_EDITED,
        A_FIELD_IS_EMPTIED,
        THE_MAC_IS_EDITED,
        THE_KEY_ID_IS_EDITED,
        THE_SEAL_IS_EDITED,
        THE_LAST_SEAL_IS_EDITED,
        THE_SEALS_KEY_ID_IS_EDITED,
        A_RECORD_IS_DELETED,
        A_RECORD_IS_DELETED_WITH_ITS_SEAL,
        A_RECORD_IS_DELETED_AND_THE_GAP_CLOSED,
        A_RECORD_IS_DELETED_AND_THE_REST_CHAINED_ANEW,
        TWO_RECORDS_CHANGE_PLACES,
        TWO_RECORDS_CHANGE_NUMBERS,
        A_RECORD_GOES_TO_THE_END,
        A_RECORD_IS_FORGED_BETWEEN,
        A_RECORD_IS_FORGED_AT_THE_END,
        A_RECORD_IS_FORGED_WITHOUT_A_SEAL,
        A_RECORD_IS_FORGED_WITH_A_SEAL_BEFORE_THE_FIRST,
        A_RECORD_COMES_FROM_ANOTHER_STUDY,
        ALL_FROM_A_RECORD_ON_IS_CHAINED_ANEW,
        THE_END_IS_CUT_OFF,
        THE_END_IS_CUT_OFF_WITH_ITS_TRACES,
        THE_SEALS_OF_THE_END_ARE_CUT_OFF,
        THE_LAST_LINK_IS_REMOVED,
        THE_LAST_LINK_IS_SET_BACK
    }

    private static final List<AuditField> TEXTS = List.of(
            AuditField.ERROR_CODE,
            AuditField.REASON,
            AuditField.ACTOR_ISSUER,
            AuditField.ACTOR,
            AuditField.ACTOR_RIGHT,
            AuditField.STATE_BEFORE,
            AuditField.STATE_AFTER,
            AuditField.CHANGE_REASON);

    private final Connection connection;
    private final Random random;
    private final ChainName chain;
    private final ChainName other;
    private final long last;
    private final long checkpointed;

    /** @param checkpointed the last place that a checkpoint knows, before the last one of the chain */
    Tampering(Connection connection, Random random, ChainName chain, ChainName other, long last, long checkpointed) {
        this.connection = connection;
        this.random = random;
        this.chain = chain;
        this.other = other;
        this.last = last;
        this.checkpointed = checkpointed;
    }

    Expected with(Kind kind) throws SQLException {
        long any = from(1, last);
        long notLast = from(1, last - 1);
        switch (kind) {
            case A_FIELD_IS_EDITED -> {
                editAField(any);
                return new Expected(any, Problem.EDITED);
            }
            case A_FIELD_IS_EMPTIED -> {
                var column = TEXTS.get(random.nextInt(TEXTS.size())).column();
                updateRecord(any, column + " = " + (random.nextBoolean() ? "''" : "NULL"));
                return new Expected(any, Problem.EDITED);
            }
            case THE_MAC_IS_EDITED -> {
                updateRecord(any, "mac = ?", bytes());
                return new Expected(any, Problem.EDITED);
            }
            case THE_KEY_ID_IS_EDITED -> {
                updateRecord(any, "key_id = ?", "unknown");
                return new Expected(any, Problem.EDITED);
            }
            case THE_SEAL_IS_EDITED -> {
                updateSeal(any, "hash = ?", bytes());
                return new Expected(any, Problem.EDITED);
            }
            case THE_LAST_SEAL_IS_EDITED -> {
                updateSeal(last, "hash = ?", bytes());
                return new Expected(last, Problem.EDITED);
            }
            case THE_SEALS_KEY_ID_IS_EDITED -> {
                updateSeal(notLast, "key_id = ?", "unknown");
                return new Expected(notLast, Problem.EDITED);
            }
            case A_RECORD_IS_DELETED -> {
                deleteRecord(any);
                return new Expected(any, Problem.MISSING);
            }
            case A_RECORD_IS_DELETED_WITH_ITS_SEAL -> {
                delete(notLast);
                return new Expected(notLast, Problem.MISSING);
            }
            case A_RECORD_IS_DELETED_AND_THE_GAP_CLOSED -> {
                delete(notLast);
                renumber(notLast + 1, -1);
                return new Expected(notLast, Problem.MISSING);
            }
            case A_RECORD_IS_DELETED_AND_THE_REST_CHAINED_ANEW -> {
                delete(notLast);
                renumber(notLast + 1, -1);
                chainAnew(notLast, last - 1, false);
                return new Expected(notLast, Problem.MISSING);
            }
            case TWO_RECORDS_CHANGE_PLACES -> {
                long later = from(notLast + 1, last);
                var one = recordAt(notLast);
                var another = recordAt(later);
                updateSeal(notLast, "record_id = ?", UUID.randomUUID());
                updateSeal(later, "record_id = ?", one);
                updateSeal(notLast, "record_id = ?", another);
                return new Expected(notLast, Problem.REORDERED);
            }
            case TWO_RECORDS_CHANGE_NUMBERS -> {
                long later = from(notLast + 1, last);
                updateSeal(notLast, "sequence = ?", -1L);
                updateSeal(later, "sequence = ?", notLast);
                updateSeal(-1, "sequence = ?", later);
                return new Expected(notLast, Problem.REORDERED);
            }
            case A_RECORD_GOES_TO_THE_END -> {
                updateSeal(notLast, "sequence = ?", last + 1);
                return new Expected(notLast, Problem.REORDERED);
            }
            case A_RECORD_IS_FORGED_BETWEEN -> {
                renumber(any, 1);
                forgeSeal(any, forgeRecord());
                return new Expected(any, Problem.INSERTED);
            }
            case A_RECORD_IS_FORGED_AT_THE_END -> {
                forgeSeal(last + 1, forgeRecord());
                return new Expected(last + 1, Problem.INSERTED);
            }
            case A_RECORD_IS_FORGED_WITHOUT_A_SEAL -> {
                forgeRecord();
                return new Expected(null, Problem.INSERTED);
            }
            case A_RECORD_IS_FORGED_WITH_A_SEAL_BEFORE_THE_FIRST -> {
                forgeSeal(from(-2, 0), forgeRecord());
                return new Expected(null, Problem.INSERTED);
            }
            case A_RECORD_COMES_FROM_ANOTHER_STUDY -> {
                var foreign = recordOf(other, 2);
                run("DELETE FROM audit_seal WHERE record_id = ?", foreign);
                deleteRecord(any);
                updateSeal(any, "record_id = ?", foreign);
                return new Expected(any, Problem.INSERTED);
            }
            case ALL_FROM_A_RECORD_ON_IS_CHAINED_ANEW -> {
                editAField(any);
                chainAnew(any, last, true);
                return new Expected(any, Problem.EDITED);
            }
            case THE_END_IS_CUT_OFF -> {
                cut(notLast, true);
                return new Expected(notLast + 1, Problem.CUT_OFF);
            }
            case THE_END_IS_CUT_OFF_WITH_ITS_TRACES -> {
                long cut = from(1, checkpointed - 1);
                cut(cut, true);
                setHeadBack(cut);
                return new Expected(cut + 1, Problem.CUT_OFF);
            }
            case THE_SEALS_OF_THE_END_ARE_CUT_OFF -> {
                cut(notLast, false);
                setHeadBack(notLast);
                return new Expected(notLast < checkpointed ? notLast + 1 : null, Problem.CUT_OFF);
            }
            case THE_LAST_LINK_IS_REMOVED -> {
                run("DELETE FROM audit_chain WHERE study_id = ? AND mode = ?", chain.studyId(), chain.mode());
                return new Expected(last, Problem.EDITED);
            }
            case THE_LAST_LINK_IS_SET_BACK -> {
                setHeadBack(notLast);
                return new Expected(last, Problem.EDITED);
            }
            default -> throw new IllegalArgumentException();
        }
    }

    private void editAField(long place) throws SQLException {
        switch (random.nextInt(7)) {
            case 0 -> updateRecord(place, "occurred_at = occurred_at + INTERVAL '1' SECOND");
            case 1 -> updateRecord(place, "subject_id = ?", UUID.randomUUID());
            case 2 -> updateRecord(place, "study_id = ?", other.studyId());
            case 3 -> updateRecord(place, "outcome = 'Success'");
            case 4 -> updateRecord(place, "action = 'LIST_DEVICES'");
            case 5 -> updateRecord(place, "peer_address = '::1'");
            default -> {
                var column = TEXTS.get(random.nextInt(TEXTS.size())).column();
                updateRecord(place, column + " = SUBSTRING(" + column + " FROM 2)");
            }
        }
    }

    private void cut(long place, boolean withRecords) throws SQLException {
        for (long i = last; i > place; i--) {
            if (withRecords) {
                deleteRecord(i);
            }
            run(
                    "DELETE FROM audit_seal WHERE study_id = ? AND mode = ? AND sequence = ?",
                    chain.studyId(),
                    chain.mode(),
                    i);
        }
    }

    private void setHeadBack(long place) throws SQLException {
        run(
                "UPDATE audit_chain SET sequence = ?, checkpointed = ?, hash = (SELECT s.hash FROM audit_seal s"
                        + " WHERE s.study_id = audit_chain.study_id AND s.mode = audit_chain.mode AND s.sequence = ?)"
                        + " WHERE study_id = ? AND mode = ?",
                place,
                place,
                place,
                chain.studyId(),
                chain.mode());
    }

    /** As the service would, but by a key of one's own. */
    private void chainAnew(long from, long to, boolean withMacs) throws SQLException {
        var key = bytes();
        var hash = bytes();
        for (long place = from; place <= to; place++) {
            var mac = KeyedHash.of(key, KeyedHash.utf8("record " + place));
            if (withMacs) {
                updateRecord(place, "mac = ?", mac);
            }
            hash = KeyedHash.of(key, hash, mac);
            updateSeal(place, "hash = ?", hash);
        }
        run(
                "UPDATE audit_chain SET sequence = ?, hash = ? WHERE study_id = ? AND mode = ?",
                to,
                hash,
                chain.studyId(),
                chain.mode());
    }

    private UUID forgeRecord() throws SQLException {
        var record = WrittenRecords.one(chain);
        WrittenRecords.write(connection, record, "1", bytes());
        return record.id();
    }

    private void forgeSeal(long place, UUID record) throws SQLException {
        run(
                "INSERT INTO audit_seal (study_id, mode, sequence, record_id, key_id, hash)"
                        + " VALUES (?, ?, ?, ?, '1', ?)",
                chain.studyId(),
                chain.mode(),
                place,
                record,
                bytes());
    }

    private void renumber(long from, int by) throws SQLException {
        for (long i = by < 0 ? from : last; by < 0 ? i <= last : i >= from; i -= by) {
            updateSeal(i, "sequence = ?", i + by);
        }
    }

    private void delete(long place) throws SQLException {
        deleteRecord(place);
        run(
                "DELETE FROM audit_seal WHERE study_id = ? AND mode = ? AND sequence = ?",
                chain.studyId(),
                chain.mode(),
                place);
    }

    private void deleteRecord(long place) throws SQLException {
        run("DELETE FROM audit_record WHERE id = ?", recordAt(place));
    }

    private void updateRecord(long place, String set, Object... values) throws SQLException {
        run("UPDATE audit_record SET " + set + " WHERE id = '" + recordAt(place) + "'", values);
    }

    private void updateSeal(long place, String set, Object value) throws SQLException {
        run(
                "UPDATE audit_seal SET " + set + " WHERE study_id = ? AND mode = ? AND sequence = ?",
                value,
                chain.studyId(),
                chain.mode(),
                place);
    }

    private UUID recordAt(long place) throws SQLException {
        return recordOf(chain, place);
    }

    private UUID recordOf(ChainName any, long place) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT record_id FROM audit_seal WHERE study_id = ? AND mode = ? AND sequence = ?")) {
            set(statement, any.studyId(), any.mode(), place);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getObject(1, UUID.class);
            }
        }
    }

    /** Each changes something: a tampering that does not is none. */
    private void run(String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            set(statement, values);
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException(sql);
            }
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private long from(long first, long last) {
        return first + random.nextInt((int) (last - first + 1));
    }

    private byte[] bytes() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }
}
