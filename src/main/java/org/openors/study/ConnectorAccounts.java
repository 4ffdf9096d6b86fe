package org.openors.study;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import org.openors.database.Jdbc;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.identity.StudyMode;

/** Finds the accounts of studies at remote connectors, in the caller's transaction. */
@ApplicationScoped
public class ConnectorAccounts {

    private static final Logger LOG = System.getLogger(ConnectorAccounts.class.getName());

    @Inject
    Jdbc jdbc;

    @Inject
    ConnectorPassword password;

    /** Empty if the study has no remote connector in this mode, or there is no password that can be decrypted. */
    public Optional<ConnectorAccount> of(StudyMode study) {
        return stored(study)
                .filter(settings -> "remote".equals(settings[DeviceService.CONNECTOR]))
                .flatMap(settings -> account(study, settings));
    }

    /**
     * The settings without the password.
     *
     * @throws Refusal {@link ErrorCode#MHEALTH_SETTINGS_NOT_FOUND} if there are none
     */
    public StoredDeviceService settings(StudyMode study) {
        return stored(study)
                .map(StoredDeviceService::of)
                .orElseThrow(() -> new Refusal(ErrorCode.MHEALTH_SETTINGS_NOT_FOUND));
    }

    private Optional<Object[]> stored(StudyMode study) {
        return Optional.ofNullable(jdbc.run(connection ->
                DeviceService.TABLE.stored(connection, study, List.of()).get(null)));
    }

    private Optional<ConnectorAccount> account(StudyMode study, Object[] settings) {
        var plain = password.plain(study, settings);
        if (plain.isEmpty()) {
            LOG.log(
                    Level.ERROR,
                    "the connector's password is missing, or was not encrypted for this account with a key of now: send it again study="
                            + study);
        }
        return plain.map(secret -> new ConnectorAccount(
                study.mode(),
                (String) settings[DeviceService.URL],
                (String) settings[DeviceService.USER_NAME],
                secret,
                (String) settings[DeviceService.M_HEALTH_STUDY_ID]));
    }
}
