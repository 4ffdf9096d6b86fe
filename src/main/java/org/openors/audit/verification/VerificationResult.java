package org.openors.audit.verification;

import jakarta.json.bind.annotation.JsonbPropertyOrder;

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
public record VerificationResult(
        boolean valid, long records, long unsealed, long checkpoints, long lastSequence, Finding firstProblem) {

    public static VerificationResult of(
            ChainVerification chain, long unsealed, long checkpoints, Finding firstProblem) {
        return new VerificationResult(
                firstProblem == null, chain.verified(), unsealed, checkpoints, chain.last(), firstProblem);
    }
}
