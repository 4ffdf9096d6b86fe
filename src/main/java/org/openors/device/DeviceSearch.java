package org.openors.device;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import org.openors.audit.AuditTrail;
import org.openors.credential.CredentialPolicy;
import org.openors.database.InTurn;
import org.openors.database.Jdbc;
import org.openors.identity.StudyMode;
import org.openors.security.Caller;
import org.openors.study.Studies;

/** Finds devices that somebody must look after, of the subjects who exist for the caller. */
@Stateless
@InTurn
public class DeviceSearch {

    @Inject
    Jdbc jdbc;

    @Inject
    Studies studies;

    @Inject
    Caller caller;

    @Inject
    AuditTrail audit;

    @Inject
    CredentialPolicy policy;

    @Inject
    Clock clock;

    /**
     * One page, the first to expire first.
     *
     * @throws org.openors.error.Refusal {@link org.openors.error.ErrorCode#INVALID_STUDY_ID_OR_VERSION}
     */
    public DevicePage find(StudyMode study, DeviceSelection selection) {
        studies.require(study);
        var now = clock.instant();
        var pairs =
                new PairRanges(study, selection, caller.sites().within(selection.siteId()), now, policy.maxAttempts());
        var rows = new DeviceRows(pairs, now, policy.maxAttempts());
        var page = DevicePage.of(jdbc.run(rows::read), selection.limit());
        audit.read("devices=" + page.devices().size());
        return page;
    }
}
