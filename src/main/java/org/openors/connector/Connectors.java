package org.openors.connector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.openors.credential.CredentialIssuer;
import org.openors.credential.Issuance;
import org.openors.credential.IssuedCredential;
import org.openors.credential.PairRevocation;
import org.openors.credential.RevokedPair;
import org.openors.credential.SeenPair;
import org.openors.identity.DeviceKey;
import org.openors.identity.StudyMode;

/** Issues and revokes pairs through the built-in connector, in the caller's transaction. It is the only one served yet. */
@ApplicationScoped
public class Connectors {

    private static final String BUILT_IN = "built-in";

    @Inject
    CredentialIssuer issuer;

    @Inject
    PairRevocation revocation;

    /** Whether this service can work with the connector that a study's settings name. */
    public static boolean isServed(String connector) {
        return BUILT_IN.equals(connector);
    }

    public IssuedCredential issue(Issuance issuance) {
        return issuer.issue(issuance);
    }

    /**
     * Ends a device's pair. The connection secret stays.
     *
     * @throws org.openors.database.LostRace if the pair changed since it was seen
     */
    public void revoke(DeviceKey device, SeenPair pair) {
        revocation.revoke(device, pair);
    }

    /**
     * Ends a device's pair and its connection secret.
     *
     * @throws org.openors.database.LostRace if the pair changed since it was seen
     */
    public void remove(DeviceKey device, SeenPair pair) {
        revocation.remove(device, pair);
    }

    /**
     * Ends the pairs and connection secrets of items whose registrations are locked, on the connection that locked them.
     *
     * @return the pairs as they were, by item
     */
    public Map<UUID, RevokedPair> removeAll(Connection connection, StudyMode study, Collection<UUID> items) {
        return revocation.removeAll(connection, study, items);
    }
}
