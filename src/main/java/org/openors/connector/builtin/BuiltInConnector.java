package org.openors.connector.builtin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.openors.connector.DeviceTwin;
import org.openors.connector.MHealthConnector;
import org.openors.credential.CredentialIssuer;
import org.openors.credential.Issuance;
import org.openors.credential.IssuedCredential;
import org.openors.credential.PairRevocation;

/** Issues and revokes pairs here. The registration of the device must be stored before its first pair. */
@ApplicationScoped
public class BuiltInConnector implements MHealthConnector {

    private CredentialIssuer issuer;
    private PairRevocation revocation;

    protected BuiltInConnector() {}

    @Inject
    public BuiltInConnector(CredentialIssuer issuer, PairRevocation revocation) {
        this.issuer = issuer;
        this.revocation = revocation;
    }

    @Override
    public boolean isTransactional() {
        return true;
    }

    @Override
    public IssuedCredential register(DeviceTwin device) {
        return recreate(device);
    }

    @Override
    public IssuedCredential recreate(DeviceTwin device) {
        return issuer.issue(new Issuance(
                device.key(),
                device.deviceId(),
                device.subjectId(),
                device.siteId(),
                device.pair(),
                device.askedBy(),
                device.askedByName()));
    }

    @Override
    public void revoke(DeviceTwin device) {
        revocation.revoke(device.key(), device.pair());
    }

    @Override
    public void deregister(DeviceTwin device) {
        if (device.pair() != null) {
            revocation.remove(device.key(), device.pair());
        }
    }

    /** That of the transaction. */
    @Override
    public Duration limit() {
        return Duration.ZERO;
    }

    @Override
    public Optional<String> lastCall() {
        return Optional.empty();
    }
}
