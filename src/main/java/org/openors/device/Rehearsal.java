package org.openors.device;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.UUID;
import org.openors.credential.OtpCheck;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;

/**
 * Tries a recreation for a study that does not exist, and the check of an OTP, some times before the node is ready. So the
 * first nurse after a start does not wait until their classes are loaded and the query is prepared. It changes nothing and
 * leaves no record. If it fails, the node starts all the same. See ADR 48.
 */
@Singleton
@Startup
@DependsOn("StartUp")
@TransactionManagement(TransactionManagementType.BEAN)
public class Rehearsal {

    private static final Logger LOG = System.getLogger(Rehearsal.class.getName());
    private static final int TIMES = 30;

    @Inject
    AccessCodeRecreation recreation;

    @Inject
    OtpCheck otp;

    @PostConstruct
    void run() {
        try {
            for (int i = 0; i < TIMES; i++) {
                rehearse();
            }
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "the recreation could not be rehearsed, so the first one takes longer", failure);
        }
    }

    private void rehearse() {
        var study = new StudyMode(UUID.randomUUID(), Mode.active);
        var device = DeviceRef.of(study, UUID.randomUUID(), UUID.randomUUID(), "nobody");
        try {
            recreation.recreate(device, IfMatch.ANY);
        } catch (Refusal refusal) {
            if (refusal.code() != ErrorCode.INVALID_STUDY_ID_OR_VERSION) {
                throw refusal;
            }
        }
        otp.isRight("none", Optional.empty());
    }
}
