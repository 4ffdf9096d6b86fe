package org.openors.connector.check;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.openors.connector.remote.ConnectorCheck;
import org.openors.connector.remote.ConnectorProblem;
import org.openors.connector.remote.RemoteConnectors;
import org.openors.identity.StudyMode;

/** Asks a study's connector whether it works, while no transaction is open. */
@ApplicationScoped
public class DeviceServiceCheck {

    @Inject
    CheckSteps steps;

    @Inject
    RemoteConnectors connectors;

    /** @throws org.openors.error.Refusal as {@link CheckSteps#prepare} */
    public CheckResult check(StudyMode study) {
        var prepared = steps.prepare(study);
        var ended = prepared.isRemote() ? asked(prepared) : new ConnectorCheck(Optional.empty(), null);
        steps.record(ended);
        return CheckResult.of(ended);
    }

    private ConnectorCheck asked(CheckSteps.Prepared prepared) {
        return prepared.account()
                .map(account -> connectors.check(account, prepared.mSubjectId()))
                .orElseGet(() -> new ConnectorCheck(Optional.of(ConnectorProblem.PASSWORD_MISSING), null));
    }
}
