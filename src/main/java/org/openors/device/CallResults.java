package org.openors.device;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import org.openors.audit.AuditTrail;
import org.openors.connector.AlteredEntries;
import org.openors.connector.CallEntries;
import org.openors.connector.CallEntry;
import org.openors.connector.ConnectorFailure;
import org.openors.connector.RemotePairs;
import org.openors.database.InTurn;
import org.openors.database.LostRace;
import org.openors.error.ErrorCode;

/** The second transaction of an operation of a remote connector: its result, its audit record and its entry's end. */
@Stateless
@InTurn
public class CallResults {

    @Inject
    CallEntries entries;

    @Inject
    RemotePairs pairs;

    @Inject
    AuditTrail audit;

    @Inject
    AlteredEntries altered;

    /**
     * Stores the result of a call and ends its entry.
     *
     * @throws ConnectorFailure if the entry is gone: it took so long that another node has closed it, or it was removed
     * @throws LostRace if another transaction came first: run it again, else the result is lost
     */
    public <T> T store(Step.Call<T> call, T result) {
        if (!entries.end(call.entry())) {
            throw new ConnectorFailure(ErrorCode.CONNECTOR_UNAVAILABLE, true);
        }
        try {
            call.store().accept(result);
        } catch (PersistenceException failure) {
            throw LostRace.ifRolledBack("another request is changing the device", failure);
        }
        return result;
    }

    /**
     * Writes the record of a call that failed or whose result can't be stored, unless another node has closed its entry with
     * one.
     *
     * @param isOutcomeUnknown whether the connector may have done what it was asked
     */
    public void fail(Step.Call<?> call, ErrorCode code, boolean isOutcomeUnknown) {
        if (entries.end(call.entry()) || isWithoutRecord(call.entry())) {
            if (isOutcomeUnknown) {
                pairs.forget(call.entry().device());
            }
            audit.failedByCall(code, call.connector().lastCall().orElse(null), isOutcomeUnknown);
        }
    }

    /** The service never ends an entry without a record, unless somebody has changed the entry. */
    private boolean isWithoutRecord(CallEntry entry) {
        if (audit.isWritten(entry.callId())) {
            return false;
        }
        altered.removed(entry);
        return true;
    }
}
