package org.openors.audit.reading;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openors.audit.AuditAction;
import org.openors.identity.Identifier;
import org.openors.input.PrintableText;
import org.openors.input.QueryParameter;

/**
 * Selects records of a study. A component that is null does not restrict the selection.
 *
 * @param from only records at this time or later
 * @param to only records before this time
 */
public record AuditFilter(
        UUID subjectId, UUID inventoryId, String actor, AuditAction action, String outcome, Instant from, Instant to) {

    private static final int MAX_ACTOR_LENGTH = 255;
    private static final List<String> OUTCOMES = List.of("Success", "Refused", "Failed");
    private static final String UUID_DEMAND = "must be a UUID";
    private static final String TIME_DEMAND = "must be a time such as 2026-11-23T09:30:00.125Z";

    /**
     * Reads the query parameters. A parameter that is not given is null.
     *
     * @throws org.openors.error.Refusal that names the first parameter whose form is wrong
     */
    static AuditFilter of(
            String subjectId, String inventoryId, String actor, String action, String outcome, String from, String to) {
        return new AuditFilter(
                QueryParameter.parse("subjectId", subjectId, Identifier::parse, UUID_DEMAND),
                QueryParameter.parse("inventoryId", inventoryId, Identifier::parse, UUID_DEMAND),
                QueryParameter.parse("actor", actor, AuditFilter::actor, "must have 1 to 255 printable characters"),
                QueryParameter.parse("action", action, AuditFilter::action, "must be one of " + actions()),
                QueryParameter.parse(
                        "outcome", outcome, AuditFilter::outcome, "must be one of " + String.join(", ", OUTCOMES)),
                QueryParameter.parse("from", from, AuditPosition::time, TIME_DEMAND),
                QueryParameter.parse("to", to, AuditPosition::time, TIME_DEMAND));
    }

    private static Optional<String> actor(String text) {
        return Optional.of(text)
                .filter(any -> !text.isEmpty()
                        && PrintableText.length(text) <= MAX_ACTOR_LENGTH
                        && PrintableText.isPrintable(text));
    }

    private static Optional<String> outcome(String text) {
        return Optional.of(text).filter(OUTCOMES::contains);
    }

    private static Optional<AuditAction> action(String text) {
        return AuditAction.named(text).filter(AuditFilter::isOfAStudy);
    }

    private static String actions() {
        return Arrays.stream(AuditAction.values())
                .filter(AuditFilter::isOfAStudy)
                .map(Enum::name)
                .collect(Collectors.joining(", "));
    }

    private static boolean isOfAStudy(AuditAction action) {
        return action != AuditAction.ROTATE_KEY && action != AuditAction.COUNT_REFUSALS;
    }
}
