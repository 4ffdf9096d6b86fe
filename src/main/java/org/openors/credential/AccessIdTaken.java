package org.openors.credential;

import jakarta.ejb.ApplicationException;
import org.openors.database.LostRace;

/** The new access ID is in use. The transaction rolls back; run it again with another access ID. */
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
