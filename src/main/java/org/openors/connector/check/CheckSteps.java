package org.openors.connector.check;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.Optional;
import org.openors.audit.AuditTrail;
import org.openors.connector.remote.ConnectorCheck;
import org.openors.database.InTurn;
import org.openors.database.Jdbc;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.identity.StudyMode;
import org.openors.study.ConnectorAccount;
import org.openors.study.ConnectorAccounts;
import org.openors.study.Studies;

/** The transactions before and after a check. */
@Stateless
@InTurn
public class CheckSteps {

    /** A subject whom the connector knows is better than another one. */
    private static final String SUBJECT = "SELECT s.m_subject_id FROM subject s LEFT JOIN remote_pair p"
            + " ON p.study_id = s.study_id AND p.mode = s.mode AND p.subject_id = s.subject_id"
            + " WHERE s.study_id = ? AND s.mode = ? AND s.m_subject_id IS NOT NULL"
            + " ORDER BY CASE WHEN p.access_id IS NULL THEN 1 ELSE 0 END FETCH FIRST 1 ROW ONLY";

    private static final String NOBODY = "ors-check";

    @Inject
    Studies studies;

    @Inject
    ConnectorAccounts accounts;

    @Inject
    Jdbc jdbc;

    @Inject
    AuditTrail audit;

    /** @param account empty if there is no password, or the connector is the built-in one */
    public record Prepared(boolean isRemote, Optional<ConnectorAccount> account, String mSubjectId) {}

    /** @throws Refusal {@link ErrorCode#INVALID_STUDY_ID_OR_VERSION}, or {@link ErrorCode#MHEALTH_SETTINGS_NOT_FOUND} */
    public Prepared prepare(StudyMode study) {
        studies.require(study);
        var settings = accounts.settings(study);
        var subject = jdbc.run(connection -> subject(connection, study));
        return new Prepared(settings.isRemote(), accounts.of(study), subject.orElse(NOBODY));
    }

    private static Optional<String> subject(Connection connection, StudyMode study) {
        return Jdbc.query(
                        connection,
                        SUBJECT,
                        row -> row.getString(1),
                        study.studyId(),
                        study.mode().name())
                .stream()
                .findFirst();
    }

    /** Records the check, and how it ended. */
    public void record(ConnectorCheck ended) {
        audit.changedByCall(null, null, ended.problem().map(Enum::name).orElse("Works"), ended.call());
    }
}
