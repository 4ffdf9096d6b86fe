package org.openors.audit.verification;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What was found of one study's trail in one mode.
 *
 * @param valid whether nothing is wrong
 * @param records how many sealed records were found good, up to the first that is not
 * @param unsealed how many were written so lately that they have no place in the chain yet
 * @param checkpoints how many checkpoints of the chain were compared
 * @param lastSequence the number of the last record that was found good, 0 if there is none
 * @param firstProblem null if nothing is wrong
 */
@JsonbPropertyOrder({"valid", "records", "unsealed", "checkpoints", "lastSequence", "firstProblem"})
@Schema(
        name = "AuditVerification",
        requiredProperties = {"valid", "records", "unsealed", "checkpoints", "lastSequence"},
        example = """
                {"valid": false, "records": 41, "unsealed": 0, "checkpoints": 12, "lastSequence": 41,
                 "firstProblem": {"sequence": 42, "recordId": "0B7C35D2E6AF4C1F9A8D1E02B3C4D5F6", "problem": "EDITED",
                                  "description": "the record is not as its MAC says"}}
                """)
public record VerificationResult(
        @Schema(description = "Whether nothing is wrong.") boolean valid,

        @Schema(description = "How many sealed records were found good, up to the first that is not.")
        long records,

        @Schema(description = "How many are so new that they are not sealed yet.")
        long unsealed,

        @Schema(description = "How many checkpoints of this node the trail was compared with.")
        long checkpoints,

        @Schema(description = "The number of the last record that was found good, 0 if there is none.")
        long lastSequence,

        Finding firstProblem) {

    public static VerificationResult of(
            ChainVerification chain, long unsealed, long checkpoints, Finding firstProblem) {
        return new VerificationResult(
                firstProblem == null, chain.verified(), unsealed, checkpoints, chain.last(), firstProblem);
    }
}
