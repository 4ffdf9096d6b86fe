package org.openors.audit.verification;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a verification found of one trail. What is null is absent from the JSON. */
@JsonbPropertyOrder({
    "valid",
    "records",
    "unsealed",
    "checkpoints",
    "lastSequence",
    "sealedLate",
    "firstSealedLate",
    "newestCheckpoint",
    "newestCheckpointAge",
    "firstProblem"
})
@Schema(
        name = "AuditVerification",
        requiredProperties = {"valid", "records", "unsealed", "checkpoints", "lastSequence", "sealedLate"},
        example = """
                {"valid": false, "records": 41, "unsealed": 0, "checkpoints": 12, "lastSequence": 41, "sealedLate": 0,
                 "newestCheckpoint": "2026-11-23T09:30:00.125Z", "newestCheckpointAge": 214,
                 "firstProblem": {"sequence": 42, "recordId": "01A207BDAA3D7C1F9A8D1E02B3C4D5F6", "problem": "EDITED",
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

        @Schema(description = "How many were sealed more than 60 s after they were written: the sealing was held up.")
        long sealedLate,

        @Schema(description = "The number of the first that was sealed late; absent if there is none.")
        Long firstSealedLate,

        @Schema(
                description = "When this node made its newest checkpoint of the trail (UTC); absent if there is none.",
                format = "date-time")
        String newestCheckpoint,

        @Schema(description = "How many seconds ago that was.")
        Long newestCheckpointAge,

        Finding firstProblem) {

    /** @param now what the age of the newest checkpoint is counted from */
    public static VerificationResult of(ChainVerification chain, long unsealed, Instant now, Finding firstProblem) {
        var newest = chain.known().newest();
        return new VerificationResult(
                firstProblem == null,
                chain.verified(),
                unsealed,
                chain.known().count(),
                chain.last(),
                chain.times().late(),
                chain.times().firstLate(),
                newest.map(Instant::toString).orElse(null),
                newest.map(time -> Duration.between(time, now).toSeconds()).orElse(null),
                firstProblem);
    }
}
