package org.openors.audit.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openors.audit.ChainName;
import org.openors.audit.ReadRecording;
import org.openors.audit.WholeTrail;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.study.Studies;

/** What a request for a verification does, and in which order. */
class RecordedVerificationTest {

    private static final StudyMode STUDY = new StudyMode(UUID.randomUUID(), Mode.active);
    private static final ChainName TRAIL = ChainName.of(STUDY);
    private static final VerificationResult GOOD =
            new VerificationResult(true, 41, 1, 12, 41, 0, null, null, null, null);
    private static final VerificationResult BAD = new VerificationResult(
            false, 6, 0, 0, 6, 0, null, null, null, Finding.at(7, null, Problem.MISSING, "the number is missing"));

    private final List<String> steps = new ArrayList<>();
    private final RecordedVerification verification = new RecordedVerification();
    private VerificationResult found = GOOD;
    private boolean isBusy;
    private boolean isKnown = true;

    @BeforeEach
    void listen() {
        verification.whole = new WholeTrail() {
            @Override
            public void begin() {
                step("begin");
                refuseIf(isBusy, ErrorCode.TEMPORARILY_UNAVAILABLE);
            }
        };
        verification.studies = new Studies() {
            @Override
            public void requireOwner(ChainName trail) {
                step("require the owner of " + trail.study());
                refuseIf(!isKnown, ErrorCode.INVALID_STUDY_ID_OR_VERSION);
            }
        };
        verification.verification = new TrailVerification() {
            @Override
            public VerificationResult verify(ChainName trail) {
                step("verify " + trail.study());
                return found;
            }
        };
        verification.recording = new ReadRecording() {
            @Override
            public void record(String result) {
                step("record " + result);
            }
        };
    }

    @Test
    void aKnownStudysTrailIsVerifiedAndThatIsRecorded() {
        assertThat(verification.verify(TRAIL)).isSameAs(GOOD);
        assertThat(steps)
                .containsExactly(
                        "begin", "require the owner of " + TRAIL.study(), "verify " + TRAIL.study(), "record valid");
    }

    @Test
    void theRecordTellsThatATrailIsNotValid() {
        found = BAD;
        assertThat(verification.verify(TRAIL)).isSameAs(BAD);
        assertThat(steps).endsWith("record not valid");
    }

    @Test
    void noTrailIsReadWhileTwoOthersAre() {
        isBusy = true;
        assertRefused(ErrorCode.TEMPORARILY_UNAVAILABLE);
        assertThat(steps).containsExactly("begin");
    }

    @Test
    void theTrailOfAnUnknownStudyIsNotRead() {
        isKnown = false;
        assertRefused(ErrorCode.INVALID_STUDY_ID_OR_VERSION);
        assertThat(steps).containsExactly("begin", "require the owner of " + TRAIL.study());
    }

    @Test
    void eachResourceAnswersWithWhatWasFoundOfItsTrail() {
        var ofAStudy = new VerificationResource();
        ofAStudy.verification = verification;
        assertThat(ofAStudy.verify(STUDY.studyId(), STUDY.mode())).isSameAs(GOOD);
        assertThat(steps).contains("verify " + TRAIL.study());

        var ofTheService = new ServiceVerificationResource();
        ofTheService.verification = verification;
        assertThat(ofTheService.verify()).isSameAs(GOOD);
        assertThat(steps).contains("verify " + ChainName.OF_THE_SERVICE.study());
    }

    private void step(String step) {
        steps.add(step);
    }

    private void assertRefused(ErrorCode code) {
        assertThatThrownBy(() -> verification.verify(TRAIL))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static void refuseIf(boolean isRefused, ErrorCode code) {
        if (isRefused) {
            throw new Refusal(code);
        }
    }
}
