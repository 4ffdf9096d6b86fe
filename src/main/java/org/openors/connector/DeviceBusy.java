package org.openors.connector;

import jakarta.ejb.ApplicationException;
import java.util.Optional;
import org.openors.identity.DeviceKey;

/** A remote connector is being called for the same device. The transaction rolls back; run it again a little later. */
@ApplicationException(rollback = true)
public class DeviceBusy extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final DeviceKey overdue;

    /** @param overdue the device, if the call's time is over; else null */
    DeviceBusy(DeviceKey overdue) {
        super("the connector is being called for this device", null, true, false);
        this.overdue = overdue;
    }

    /** The device, if the call's time is over: {@link OverdueCalls} closes its entry. */
    public Optional<DeviceKey> overdue() {
        return Optional.ofNullable(overdue);
    }
}
