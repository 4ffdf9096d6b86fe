package org.openors.audit.verification;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.openors.identity.Identifier;

/**
 * The first thing wrong with a trail, and where; null for a sequence number or record that there is none of.
 *
 * @param description what was found, for people; it repeats nothing that stands in a record
 */
@JsonbPropertyOrder({"sequence", "recordId", "problem", "description"})
@Schema(
        name = "AuditProblem",
        description = "The first thing that is wrong; absent if nothing is.",
        requiredProperties = {"problem", "description"})
public record Finding(
        @Schema(description = "Where; absent for a record that was never sealed, or whose seal is gone.")
        Long sequence,

        @Schema(ref = "Identifier") String recordId,
        Problem problem,
        @Schema(description = "What was found, for people.") String description) {

    public static Finding at(long sequence, UUID record, Problem problem, String description) {
        return new Finding(sequence, record == null ? null : Identifier.format(record), problem, description);
    }

    /** Of what has no place in the chain. */
    public static Finding outside(UUID record, Problem problem, String description) {
        return new Finding(null, record == null ? null : Identifier.format(record), problem, description);
    }
}
