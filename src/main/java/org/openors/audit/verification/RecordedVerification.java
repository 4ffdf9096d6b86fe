package org.openors.audit.verification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.openors.audit.ChainName;
import org.openors.audit.ReadRecording;
import org.openors.audit.WholeTrail;
import org.openors.study.Studies;

/** Verifies a trail for a caller, and records that. */
@ApplicationScoped
public class RecordedVerification {

    @Inject
    WholeTrail whole;

    @Inject
    Studies studies;

    @Inject
    TrailVerification verification;

    @Inject
    ReadRecording recording;

    /**
     * @throws org.openors.error.Refusal {@link org.openors.error.ErrorCode#INVALID_STUDY_ID_OR_VERSION}, or {@link
     *     org.openors.error.ErrorCode#TEMPORARILY_UNAVAILABLE} if two requests read a whole trail already
     */
    public VerificationResult verify(ChainName trail) {
        whole.begin();
        studies.requireOwner(trail);
        var result = verification.verify(trail);
        recording.record(result.valid() ? "valid" : "not valid");
        return result;
    }
}
