package org.openors.http;

import org.openors.error.ErrorCode;
import org.openors.error.Overload;
import org.openors.error.Refusal;

/** CDI event, fired once for each error answer before it is sent. */
public final class Refused {

    private final ErrorCode code;
    private final boolean isForOverload;
    private boolean countedOnly;

    public Refused(ErrorCode code) {
        this(code, false);
    }

    private Refused(ErrorCode code, boolean isForOverload) {
        this.code = code;
        this.isForOverload = isForOverload;
    }

    public static Refused of(Refusal refusal) {
        return new Refused(refusal.code(), refusal instanceof Overload);
    }

    public ErrorCode code() {
        return code;
    }

    /** Whether it was an {@link Overload}. */
    public boolean isForOverload() {
        return isForOverload;
    }

    /** Called by the observer that counts this refusal instead of recording it. Then it gets no log line either. */
    public void countOnly() {
        countedOnly = true;
    }

    boolean isCountedOnly() {
        return countedOnly;
    }
}
