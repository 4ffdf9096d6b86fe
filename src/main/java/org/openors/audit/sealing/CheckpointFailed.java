package org.openors.audit.sealing;

import java.io.IOException;

/** The checkpoint file can't be read or written. The next run tries again. */
class CheckpointFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CheckpointFailed(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
