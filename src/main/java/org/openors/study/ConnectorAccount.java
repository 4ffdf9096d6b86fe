package org.openors.study;

import org.openors.identity.Mode;

/**
 * The account of a study and mode at a remote connector.
 *
 * @param url the connector's base URL, as the study data has it
 */
public record ConnectorAccount(Mode mode, String url, String userName, String password, String mHealthStudyId) {

    /** Without the password. */
    @Override
    public String toString() {
        return "ConnectorAccount[" + url + "]";
    }
}
