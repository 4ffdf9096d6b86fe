package org.openors.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openors.credential.BootstrapCredential;
import org.openors.credential.IssuedCredential;
import org.openors.credential.OtpCheck;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

class RehearsalTest {

    private final Set<UUID> studies = new HashSet<>();
    private final Rehearsal rehearsal = new Rehearsal();
    private RuntimeException failure = new Refusal(ErrorCode.INVALID_STUDY_ID_OR_VERSION);
    private int checks;

    @BeforeEach
    void replaceWhatItUses() {
        rehearsal.recreation = new AccessCodeRecreation() {
            @Override
            public Step<IssuedCredential> recreate(DeviceRef device, IfMatch expected) {
                studies.add(device.study().studyId());
                throw failure;
            }
        };
        rehearsal.otp = new OtpCheck() {
            @Override
            public boolean isRight(String otp, Optional<BootstrapCredential> pair) {
                checks++;
                return false;
            }
        };
    }

    @Test
    void triesStudiesThatNobodyHas() {
        rehearsal.run();
        assertThat(studies).hasSizeGreaterThan(1);
        assertThat(checks).isEqualTo(studies.size());
    }

    @Test
    void doesNotStopTheStartIfItFails() {
        failure = new Refusal(ErrorCode.TEMPORARILY_UNAVAILABLE);
        assertThatCode(rehearsal::run).doesNotThrowAnyException();
        assertThat(studies).hasSize(1);
    }
}
