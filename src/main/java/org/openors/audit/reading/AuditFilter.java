package org.openors.audit.reading;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openors.audit.AuditAction;
import org.openors.identity.Identifier;
import org.openors.input.QueryParameters;
import org.openors.input.Text;

/**
 * Which records of a study are asked for; null is what does not matter.
 *
 * @param from the earliest time that is meant
 * @param to the earliest time after {@code from} that is not
 */
public record AuditFilter(
        UUID subjectId, UUID inventoryId, String actor, AuditAction action, String outcome, Instant from, Instant to) {

    private static final int MAX_ACTOR_LENGTH = 255;
    private static final List<String> OUTCOMES = List.of("Success", "Refused", "Failed");
    private static final String UUID_DEMAND = "must be a UUID";
    private static final String TIME_DEMAND = "must be a time such as 2026-11-23T09:30:00.125Z";

    /** @throws org.openors.error.Refusal if one of the parameters is not what it must be */
    static AuditFilter of(QueryParameters query) {
        return new AuditFilter(
                query.one("subjectId", Identifier::parse, UUID_DEMAND).orElse(null),
                query.one("inventoryId", Identifier::parse, UUID_DEMAND).orElse(null),
                query.one("actor", AuditFilter::actor, "must have 1 to 255 printable characters")
                        .orElse(null),
                query.one("action", AuditFilter::action, "must be one of " + actions())
                        .orElse(null),
                query.one("outcome", AuditFilter::outcome, "must be one of " + String.join(", ", OUTCOMES))
                        .orElse(null),
                query.one("from", AuditPosition::time, TIME_DEMAND).orElse(null),
                query.one("to", AuditPosition::time, TIME_DEMAND).orElse(null));
    }

    private static Optional<String> actor(String text) {
        return Optional.of(text)
                .filter(any -> !text.isEmpty() && Text.length(text) <= MAX_ACTOR_LENGTH && Text.isPrintable(text));
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
        return action != AuditAction.ROTATE_KEY;
    }
}
