package org.openors.connector.selection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.openors.connector.MHealthConnector;
import org.openors.connector.builtin.BuiltInConnector;
import org.openors.connector.remote.RemoteConnectors;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.identity.StudyMode;
import org.openors.study.ConnectorAccounts;

/** Selects the connector that the settings of a study and mode name, in the caller's transaction. */
@ApplicationScoped
public class Connectors {

    private static final String BUILT_IN = "built-in";

    @Inject
    BuiltInConnector builtIn;

    @Inject
    RemoteConnectors remote;

    @Inject
    ConnectorAccounts accounts;

    /**
     * The connector that ends a pair: the built-in one for each that it has issued, whatever the settings say now.
     *
     * @throws Refusal as {@link #of}
     */
    public MHealthConnector ofPair(StudyMode study, String name, boolean isRemotePair) {
        return isRemotePair ? of(study, name) : builtIn;
    }

    /**
     * The connector for one operation.
     *
     * @param name as the settings have it; null without settings: then it is the built-in one, for what needs none
     * @throws Refusal {@link ErrorCode#MHEALTH_SETTINGS_NOT_FOUND} if the settings of a remote one lack the password;
     *     {@link ErrorCode#MHEALTH_SETTINGS_REFUSED} if its URL is not allowed
     */
    public MHealthConnector of(StudyMode study, String name) {
        if (name == null || BUILT_IN.equals(name)) {
            return builtIn;
        }
        return remote.of(accounts.of(study).orElseThrow(() -> new Refusal(ErrorCode.MHEALTH_SETTINGS_NOT_FOUND)));
    }
}
