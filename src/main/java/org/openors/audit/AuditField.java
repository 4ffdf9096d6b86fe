package org.openors.audit;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.openors.identity.Identifier;

/**
 * The fields of an audit record, in the order in which the MAC covers them. A new field must be {@link #isLater later}:
 * it is left out of the MAC when it is null, and named in it when it is not. So the MACs of older records stay right.
 */
public enum AuditField {
    ID("id", record -> record.id),
    OCCURRED_AT("occurredAt", record -> record.occurredAt),
    ACTION("action", record -> record.action),
    OUTCOME("outcome", record -> record.outcome),
    ERROR_CODE("errorCode", record -> record.errorCode),
    REASON("reason", record -> record.reason),
    STUDY_ID("studyId", record -> record.studyId),
    MODE("mode", record -> record.mode),
    SUBJECT_ID("subjectId", record -> record.subjectId),
    INVENTORY_ID("inventoryId", record -> record.inventoryId),
    DEVICE_ID("deviceId", record -> record.deviceId),
    ACTOR_ISSUER("actorIssuer", record -> record.actorIssuer),
    ACTOR("actor", record -> record.actor),
    ACTOR_RIGHT("actorRight", record -> record.actorRight),
    STATE_BEFORE("stateBefore", record -> record.stateBefore),
    STATE_AFTER("stateAfter", record -> record.stateAfter),
    CHANGE_REASON("changeReason", record -> record.changeReason),
    TRAIL("trail", record -> record.trail),
    PEER_ADDRESS("peerAddress", record -> record.peerAddress),
    REFERENCE("reference", record -> record.reference),
    CONNECTOR_CALL("connectorCall", record -> record.connectorCall);

    private static final DateTimeFormatter UTC_MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private final String wireName;
    private final Function<AuditRecord, Object> value;

    AuditField(String wireName, Function<AuditRecord, Object> value) {
        this.wireName = wireName;
        this.value = value;
    }

    /** The name in JSON. */
    public String wireName() {
        return wireName;
    }

    /** The column of the database table. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether older records, which have a MAC without this field, exist. */
    boolean isLater() {
        return this == TRAIL || this == CONNECTOR_CALL;
    }

    /** The record's value as the database stores it; null if the record has none. */
    Object valueOf(AuditRecord record) {
        return value.apply(record);
    }

    /** The record's value as text, in the form that JSON and the MAC use; null if the record has none. */
    String textOf(AuditRecord record) {
        return text(value.apply(record));
    }

    /** A stored value as text: an identifier as 32 upper-case hex characters, a time in UTC to the millisecond. */
    static String text(Object value) {
        if (value instanceof UUID id) {
            return Identifier.format(id);
        }
        if (value instanceof OffsetDateTime time) {
            return UTC_MILLIS.format(time.toInstant());
        }
        return value == null ? null : value.toString();
    }
}
