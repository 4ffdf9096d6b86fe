package org.openors.http;

import org.openors.error.ErrorCode;

/** CDI event, fired once for each error answer before it is sent. */
public final class Refused {

    private final ErrorCode code;
    private final boolean isFailure;
    private boolean countedOnly;

    /** A refusal that was decided on. */
    public Refused(ErrorCode code) {
        this(code, false);
    }

    private Refused(ErrorCode code, boolean isFailure) {
        this.code = code;
        this.isFailure = isFailure;
    }

    /** A failure that nobody foresaw. */
    static Refused failed(ErrorCode code) {
        return new Refused(code, true);
    }

    public ErrorCode code() {
        return code;
    }

    /** Whether the service refused the request because it has more to do than it can. */
    public boolean isShedLoad() {
        return code == ErrorCode.TEMPORARILY_UNAVAILABLE && !isFailure;
    }

    /** Called by the observer that counts this refusal instead of recording it. Then it gets no log line either. */
    public void countOnly() {
        countedOnly = true;
    }

    boolean isCountedOnly() {
        return countedOnly;
    }
}
