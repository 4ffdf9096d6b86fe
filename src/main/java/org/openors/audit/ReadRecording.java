package org.openors.audit;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.openors.database.InTurn;

/**
 * Records that the trail itself was read, in a transaction of its own. The reading needs none, so that no connection is
 * held while a transaction waits for its turn to write.
 */
@Stateless
@InTurn
public class ReadRecording {

    @Inject
    AuditTrail trail;

    /** @param result a short result; null if there is none to tell */
    public void record(String result) {
        trail.changed(null, result);
    }
}
