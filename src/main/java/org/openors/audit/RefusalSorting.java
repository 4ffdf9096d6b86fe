package org.openors.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.openors.error.ErrorCode;
import org.openors.http.Refused;
import org.openors.http.RequestsInFlight;
import org.openors.limit.Limit;
import org.openors.limit.RecordBudget;
import org.openors.limit.RequestLimits;
import org.openors.security.AcceptedToken;
import org.openors.security.Caller;

/**
 * Decides whether a refusal gets a record of its own. Only counted are requests above a limit, requests that an
 * overloaded node refuses, and refusals of strangers above the {@link RecordBudget} or outside of the API while the database
 * is busy. Within a transaction it waits until that one has ended: on the embedded database a record could not get its turn
 * before (ADR 24). A refusal that changed something, such as a wrong OTP, always gets one. If the record of a refusal can't be
 * written, as the database is away, it is counted. It is counted besides if the record was written and only the database's
 * answer was lost.
 */
@ApplicationScoped
public class RefusalSorting {

    @Inject
    HttpServletRequest request;

    @Inject
    AcceptedToken tokens;

    @Inject
    Caller caller;

    @Inject
    AuditedRequest audited;

    @Inject
    RecordBudget budget;

    @Inject
    RefusalCounts counts;

    @Inject
    RefusalRecording recording;

    @Inject
    Event<RefusalCounted> counted;

    @Inject
    Clock clock;

    void sort(@Observes(during = TransactionPhase.AFTER_COMPLETION) Refused refusal) {
        if (audited.hasItsRecord()) {
            return;
        }
        if (isOnlyCounted(refusal) || !isRecorded(refusal.code())) {
            count(refusal.code());
            refusal.countOnly();
            counted.fire(new RefusalCounted(refusal.code()));
        }
    }

    private void count(ErrorCode code) {
        counts.add(kind(code), clock.instant());
    }

    /** Strangers that hold no place hold a thread of the server that no limit counts. It does not wait for long. */
    private boolean isRecorded(ErrorCode code) {
        try {
            if (isStranger() && !RequestsInFlight.holdsPlace(request) && !audited.hasChangedSomething()) {
                return recording.recordIfFree(code);
            }
            recording.record(code);
            return true;
        } catch (RuntimeException notRecorded) {
            count(code);
            throw notRecorded;
        }
    }

    private boolean isOnlyCounted(Refused refusal) {
        return refusal.code() == ErrorCode.TOO_MANY_REQUESTS
                || !audited.hasChangedSomething() && (isOverload(refusal) || isAboveBudget());
    }

    /** A stop does not wait for what is counted after its announcement. So what it refuses gets a record, a stranger within the budget. */
    private static boolean isOverload(Refused refusal) {
        return refusal.isForOverload() && !RequestsInFlight.isStopping();
    }

    private boolean isAboveBudget() {
        return isStranger() && !budget.take(RequestLimits.peer(request));
    }

    private boolean isStranger() {
        return tokens.of(request).isEmpty();
    }

    private RefusalKind kind(ErrorCode code) {
        var exceeded = RequestLimits.exceeded(request).orElse(null);
        var peer = RequestLimits.peer(request);
        return tokens.of(request)
                .map(token -> new RefusalKind(code, exceeded, peer, token.getIssuer(), token.getSubject()))
                .orElseGet(() -> new RefusalKind(code, exceeded, peer, null, accessId(exceeded)));
    }

    /** Where access IDs are not what is limited, a kind for each would be too many. */
    private String accessId(Limit exceeded) {
        return exceeded == Limit.ACCESS_ID ? caller.name().orElse(null) : null;
    }
}
