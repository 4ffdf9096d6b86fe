package org.openors.audit.reading;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openors.audit.AuditAction;
import org.openors.identity.Identifier;
import org.openors.input.PrintableText;
import org.openors.input.QueryParameter;

/**
 * Selects records of a trail. A component that is null does not restrict the selection.
 *
 * @param from only records at this time or later
 * @param to only records before this time
 */
public record AuditFilter(
        UUID subjectId, UUID inventoryId, String actor, AuditAction action, String outcome, Instant from, Instant to) {

    private static final int MAX_ACTOR_LENGTH = 255;
    private static final List<String> OUTCOMES = List.of("Success", "Refused", "Failed", "Unknown");
    private static final String UUID_DEMAND = "must be a UUID";
    private static final String TIME_DEMAND = "must be a time such as 2026-11-23T09:30:00.125Z";

    /**
     * Reads the query parameters. A parameter that is not given is null.
     *
     * @throws org.openors.error.Refusal that names the first parameter whose form is wrong
     */
    static AuditFilter of(AuditQuery query) {
        return new AuditFilter(
                QueryParameter.parse("subjectId", query.subjectId, Identifier::parse, UUID_DEMAND),
                QueryParameter.parse("inventoryId", query.inventoryId, Identifier::parse, UUID_DEMAND),
                QueryParameter.parse(
                        "actor", query.actor, AuditFilter::actor, "must have 1 to 255 characters, not NUL"),
                QueryParameter.parse("action", query.action, AuditFilter::action, "must be one of " + actions()),
                QueryParameter.parse(
                        "outcome",
                        query.outcome,
                        AuditFilter::outcome,
                        "must be one of " + String.join(", ", OUTCOMES)),
                QueryParameter.parse("from", query.from, AuditPosition::time, TIME_DEMAND),
                QueryParameter.parse("to", query.to, AuditPosition::time, TIME_DEMAND));
    }

    /** Any text that a token's {@code sub} may be, printable or not. */
    private static Optional<String> actor(String text) {
        return Optional.of(text)
                .filter(any ->
                        !text.isEmpty() && PrintableText.length(text) <= MAX_ACTOR_LENGTH && text.indexOf('\0') < 0);
    }

    private static Optional<String> outcome(String text) {
        return Optional.of(text).filter(OUTCOMES::contains);
    }

    private static Optional<AuditAction> action(String text) {
        return AuditAction.named(text);
    }

    private static String actions() {
        return Arrays.stream(AuditAction.values()).map(Enum::name).collect(Collectors.joining(", "));
    }

    /** Whether records within the times may not match. */
    boolean isSelective() {
        return Stream.of(subjectId, inventoryId, actor, action, outcome).anyMatch(Objects::nonNull);
    }
}
