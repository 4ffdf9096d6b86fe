package org.openors.connector.check;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import org.openors.audit.AuditTrail;
import org.openors.audit.reading.LastConnectorCall;
import org.openors.database.InTurn;
import org.openors.database.Jdbc;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.identity.StudyMode;
import org.openors.study.ConnectorAccounts;
import org.openors.study.Studies;

/** Reads the settings of a study's device service, and how the last call ended. */
@Stateless
@InTurn
public class DeviceServiceReading {

    @Inject
    Studies studies;

    @Inject
    ConnectorAccounts accounts;

    @Inject
    Jdbc jdbc;

    @Inject
    AuditTrail audit;

    @Inject
    Clock clock;

    /**
     * Reads and records this.
     *
     * @throws Refusal {@link ErrorCode#INVALID_STUDY_ID_OR_VERSION}, or {@link ErrorCode#MHEALTH_SETTINGS_NOT_FOUND}
     */
    public DeviceServiceView read(StudyMode study) {
        studies.require(study);
        var settings = accounts.settings(study);
        var last = jdbc.run(connection -> LastConnectorCall.of(connection, study, clock.instant()));
        audit.read();
        return DeviceServiceView.of(settings, last);
    }
}
