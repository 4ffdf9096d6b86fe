package org.openors.audit.sealing;

import jakarta.ejb.ApplicationException;
import java.io.IOException;

/** The checkpoint file can't be written. The transaction rolls back, and the next run tries again. */
@ApplicationException(rollback = true)
class CheckpointFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CheckpointFailed(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
