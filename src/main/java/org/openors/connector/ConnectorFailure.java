package org.openors.connector;

import jakarta.ejb.ApplicationException;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

/** A connector did not do what it was asked, or did not say that it has. */
@ApplicationException(rollback = true)
public class ConnectorFailure extends Refusal {

    private static final long serialVersionUID = 1L;

    private final boolean outcomeUnknown;

    /** @param outcomeUnknown whether it may have been done all the same */
    public ConnectorFailure(ErrorCode code, boolean outcomeUnknown) {
        super(code);
        this.outcomeUnknown = outcomeUnknown;
    }

    public boolean isOutcomeUnknown() {
        return outcomeUnknown;
    }
}
