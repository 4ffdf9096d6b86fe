package org.openors.connector;

import jakarta.ejb.ApplicationException;

/** A remote connector is being called for the same device. The transaction rolls back; run it again a little later. */
@ApplicationException(rollback = true)
public class DeviceBusy extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DeviceBusy() {
        super("the connector is being called for this device", null, true, false);
    }
}
