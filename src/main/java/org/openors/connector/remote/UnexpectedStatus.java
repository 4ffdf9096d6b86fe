package org.openors.connector.remote;

/** An answer that is not 2xx. */
class UnexpectedStatus extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String retryAfter;

    /** @param retryAfter the header's value; null if there is none */
    UnexpectedStatus(int status, String retryAfter) {
        super("status " + status, null, true, false);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    int status() {
        return status;
    }

    /** Whether the connector says that there is no such device. */
    boolean isAbsence() {
        return status == 404 || status == 410;
    }

    String retryAfter() {
        return retryAfter;
    }
}
