package org.openors.connector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.openors.credential.CredentialIssuer;
import org.openors.credential.Issuance;
import org.openors.credential.IssuedCredential;
import org.openors.credential.PairRevocation;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.identity.DeviceKey;

/** Issues pairs through the connector that a study's settings name. */
@ApplicationScoped
public class Connectors {

    /** The connector of this service itself. */
    public static final String BUILT_IN = "built-in";

    @Inject
    CredentialIssuer issuer;

    @Inject
    PairRevocation revocation;

    /**
     * Issues a pair, in the caller's transaction where the connector is the built-in one.
     *
     * @throws Refusal {@link ErrorCode#CONNECTOR_UNAVAILABLE} if the connector can't be reached
     */
    public IssuedCredential issue(String connector, Issuance issuance) {
        requireBuiltIn(connector);
        return issuer.issue(issuance);
    }

    /**
     * Ends a device's pair and connection secret, in the caller's transaction where the connector is the built-in one.
     *
     * @throws Refusal {@link ErrorCode#CONNECTOR_UNAVAILABLE} if the connector can't be reached
     */
    public void revoke(String connector, DeviceKey device) {
        requireBuiltIn(connector);
        revocation.revoke(device);
    }

    private static void requireBuiltIn(String connector) {
        if (connector != null && !BUILT_IN.equals(connector)) {
            throw new Refusal(ErrorCode.CONNECTOR_UNAVAILABLE);
        }
    }
}
