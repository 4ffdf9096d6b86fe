package org.openors.audit.sealing;

import jakarta.ejb.ApplicationException;

/** What was begun is rolled back; it is tried again. The container logs an application's own exception not at all. */
@ApplicationException(rollback = true)
class SealingFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SealingFailed(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
