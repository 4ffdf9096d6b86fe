package org.openors.audit.sealing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openors.audit.CanonicalRecord;
import org.openors.audit.ChainName;
import org.openors.database.Jdbc;
import org.openors.database.Jdbc.Values;

/** Reads seals with what proves them. It proves nothing itself. */
final class SealedPlaces {

    private static final String SEALS = "SELECT s.study_id AS of_study, s.mode AS of_mode, s.sequence,"
            + " s.record_id AS sealed_id, s.hash, s.key_id AS seal_key_id, s.sealed_at, s.time_mac,"
            + " b.hash AS hash_before, b.sealed_at AS sealed_before";
    private static final String BEFORE = " LEFT JOIN audit_seal b"
            + " ON b.study_id = s.study_id AND b.mode = s.mode AND b.sequence = s.sequence - 1";
    private static final String AT = SEALS + ", r.* FROM UNNEST(CAST(? AS uuid ARRAY), CAST(? AS varchar ARRAY),"
            + " CAST(? AS bigint ARRAY)) AS u(study_id, mode, sequence)"
            + " JOIN audit_seal s ON s.study_id = u.study_id AND s.mode = u.mode AND s.sequence = u.sequence" + BEFORE
            + " LEFT JOIN audit_record r ON r.id = s.record_id";
    /** A chain begins at 1: a seal before that is none. */
    private static final String OF = SEALS + " FROM audit_seal s" + BEFORE
            + " WHERE s.record_id = ANY(CAST(? AS uuid ARRAY)) AND s.sequence > 0";

    private static final String NUMBERS = "SELECT COUNT(DISTINCT sequence) FROM audit_seal"
            + " WHERE study_id = ? AND mode = ? AND sequence BETWEEN ? AND ?";
    /** A count of many millions takes longer than a statement may. */
    private static final long COUNTED_AT_ONCE = 1_000_000;

    private SealedPlaces() {}

    /** The seals at these places, except where there is none. Where there are different ones, none is to be believed. */
    static Map<ChainPlace, SealedPlace> at(Connection connection, Collection<ChainPlace> places) {
        if (places.isEmpty()) {
            return Map.of();
        }
        return Jdbc.query(
                        connection,
                        AT,
                        row -> seal(row, record(row)),
                        Values.of("uuid", places, place -> place.chain().studyId()),
                        Values.of("varchar", places, place -> place.chain().mode()),
                        Values.of("bigint", places, ChainPlace::sequence))
                .stream()
                .collect(Collectors.toMap(SealedPlace::place, seal -> seal, SealedPlace::unlessOther));
    }

    /** Whether a genuine seal is at its own place: the MAC of its time says so, or each place up to it has a seal. */
    static boolean isAtItsPlace(Connection connection, SealedPlace seal) {
        return !seal.isWithoutTime() || isReached(connection, seal.place());
    }

    /** The place may be made up: the first gap ends the count. */
    private static boolean isReached(Connection connection, ChainPlace place) {
        for (long from = 1; from <= place.sequence(); from += COUNTED_AT_ONCE) {
            long to = Math.min(from + COUNTED_AT_ONCE - 1, place.sequence());
            if (numbers(connection, place.chain(), from, to) <= to - from) {
                return false;
            }
        }
        return place.sequence() > 0;
    }

    /** How many numbers from one to the other, both included, have a seal. */
    private static long numbers(Connection connection, ChainName chain, long from, long to) {
        return Jdbc.query(connection, NUMBERS, row -> row.getLong(1), chain.studyId(), chain.mode(), from, to)
                .get(0);
    }

    /** The seals of these records, wherever they are. Only those of before V8, which have no time, need the record as proof. */
    static List<SealedPlace> of(Connection connection, Collection<UUID> records) {
        var seals = Jdbc.query(
                connection, OF, row -> seal(row, SealedPlace.Content.NONE), Values.of("uuid", records, id -> id));
        var withoutTime = seals.stream()
                .filter(seal -> seal.timeMac() == null)
                .map(SealedPlace::place)
                .toList();
        var proven = at(connection, withoutTime);
        return seals.stream()
                .map(seal -> proven.getOrDefault(seal.place(), seal))
                .toList();
    }

    private static SealedPlace seal(ResultSet row, SealedPlace.Content record) throws SQLException {
        var chain = new ChainName(row.getObject("of_study", UUID.class), row.getString("of_mode"));
        return new SealedPlace(
                new ChainPlace(chain, row.getLong("sequence")),
                row.getObject("sealed_id", UUID.class),
                row.getBytes("hash"),
                row.getString("seal_key_id"),
                Jdbc.time(row, "sealed_at"),
                row.getBytes("time_mac"),
                row.getBytes("hash_before"),
                Jdbc.time(row, "sealed_before"),
                record);
    }

    private static SealedPlace.Content record(ResultSet row) throws SQLException {
        var mac = row.getObject("id") == null ? null : row.getBytes("mac");
        return mac == null
                ? SealedPlace.Content.NONE
                : new SealedPlace.Content(CanonicalRecord.of(row), row.getString("key_id"), mac);
    }
}
