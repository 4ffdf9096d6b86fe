package org.openors.connector;

import java.time.Duration;
import java.util.Optional;
import org.openors.credential.IssuedCredential;

/**
 * The system that owns the virtual twins of the devices of a study and issues their pairs. An instance serves one operation.
 * Each method throws a {@link org.openors.error.Refusal} that says what the caller is answered; a {@link ConnectorFailure}
 * says too whether the work may have been done.
 */
public interface MHealthConnector {

    /** No operation of any connector takes longer, whatever the settings say. */
    Duration LONGEST_LIMIT = Duration.ofSeconds(60);

    /** Whether it works in the caller's transaction. If not, it must be called without one. */
    boolean isTransactional();

    /**
     * Registers the device and issues its first pair. A device that the connector knows already is adopted and gets a new
     * pair.
     *
     * @return the pair, with the device instance identifier
     */
    IssuedCredential register(DeviceTwin device);

    /** Replaces the pair of a registered device. */
    IssuedCredential recreate(DeviceTwin device);

    /** Ends the pair of a registered device that has one. The registration stays. */
    void revoke(DeviceTwin device);

    /** Ends the device's registration and its pair. A device that is not registered there is no failure. */
    void deregister(DeviceTwin device);

    /** How long an operation takes at most; never more than {@link #LONGEST_LIMIT}. */
    Duration limit();

    /**
     * What the audit record says of the last call: what for, the host, the status, how long it took. The host alone if none was
     * made; empty if no other host is called.
     */
    Optional<String> lastCall();
}
