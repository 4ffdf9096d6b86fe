package org.openors.connector;

import jakarta.ejb.ApplicationException;
import org.openors.identity.DeviceKey;

/** A remote connector is being called for the same device. The transaction rolls back; run it again a little later. */
@ApplicationException(rollback = true)
public class DeviceBusy extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final DeviceKey device;
    private final boolean isOverdue;

    /** @param isOverdue whether the call's time is over */
    public DeviceBusy(DeviceKey device, boolean isOverdue) {
        super("the connector is being called for this device", null, true, false);
        this.device = device;
        this.isOverdue = isOverdue;
    }

    public DeviceKey device() {
        return device;
    }

    /** Whether the call's time is over: {@link OverdueCalls} closes its entry. */
    public boolean isOverdue() {
        return isOverdue;
    }
}
