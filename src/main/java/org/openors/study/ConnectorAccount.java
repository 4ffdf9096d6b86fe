package org.openors.study;

/**
 * The account of a study at a remote connector.
 *
 * @param url the connector's base URL, as the study data has it
 */
public record ConnectorAccount(String url, String userName, String password, String mHealthStudyId) {

    /** Without the password. */
    @Override
    public String toString() {
        return "ConnectorAccount[" + url + "]";
    }
}
