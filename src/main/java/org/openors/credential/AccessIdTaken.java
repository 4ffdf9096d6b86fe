package org.openors.credential;

import jakarta.ejb.ApplicationException;
import org.openors.database.LostRace;

/** The access ID drawn is in use; the transaction rolls back, and another draw is worth a new one. */
@ApplicationException(rollback = true)
public class AccessIdTaken extends LostRace {

    private static final long serialVersionUID = 1L;

    AccessIdTaken(Throwable cause) {
        super("the access ID is taken", cause);
    }

    @Override
    public int attempts() {
        return 5;
    }
}
