package org.openors.connector;

import jakarta.ejb.ApplicationException;

/** A remote connector is being called for the same device. The transaction rolls back; run it again a little later. */
@ApplicationException(rollback = true)
public class DeviceBusy extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean overdue;

    DeviceBusy(boolean overdue) {
        super("the connector is being called for this device", null, true, false);
        this.overdue = overdue;
    }

    /** Whether the call's time is over: {@link OverdueCalls} closes its entry. */
    public boolean isOverdue() {
        return overdue;
    }
}
