package org.openors.http;

import org.openors.error.ErrorCode;

/** CDI event, fired once for each error answer before it is sent. */
public final class Refused {

    private final ErrorCode code;
    private boolean countedOnly;

    public Refused(ErrorCode code) {
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }

    /** Called by the observer that counts this refusal instead of recording it. Then it gets no log line either. */
    public void countOnly() {
        countedOnly = true;
    }

    boolean isCountedOnly() {
        return countedOnly;
    }
}
