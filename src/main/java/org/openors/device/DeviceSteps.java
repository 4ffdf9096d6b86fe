package org.openors.device;

import java.util.UUID;
import org.openors.credential.IssuedCredential;

/** What the first transaction of a device operation does once its checks hold. */
interface DeviceSteps {

    /** A new pair for a registered device. */
    Step<IssuedCredential> recreate(Asked asked);

    /** A registration, or the change of one, and its new pair. */
    Step<IssuedCredential> register(Asked asked);

    /** The end of a pair. */
    Step<UUID> revoke(Asked asked);

    /** The end of a registration. */
    Step<UUID> deregister(Asked asked);
}
