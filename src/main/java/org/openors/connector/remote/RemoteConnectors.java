package org.openors.connector.remote;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.openors.connector.ConnectorFailure;
import org.openors.connector.MHealthConnector;
import org.openors.error.ErrorCode;
import org.openors.figures.Figures;
import org.openors.study.ConnectorAccount;
import org.openors.study.ConnectorUrls;

/** The remote connectors of this node, each with a client, a circuit breaker and places of its own. */
@ApplicationScoped
public class RemoteConnectors {

    /** A name that no device has: the answer to a check is an empty list. */
    private static final String NO_DEVICE = "00000000-0000-0000-0000-000000000000";

    @Resource
    ManagedExecutorService executor;

    @Inject
    Clock clock;

    @Inject
    Figures figures;

    private ConnectorLimits limits;
    private Ways ways;

    protected RemoteConnectors() {}

    /** For tests without a server. */
    RemoteConnectors(ConnectorLimits limits, TrustedAuthorities authorities, ExecutorService executor, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        this.figures = new Figures();
        this.ways = new Ways(limits, authorities, executor);
    }

    @PostConstruct
    void configure() {
        limits = ConnectorLimits.ofSettings();
        ways = new Ways(limits, TrustedAuthorities.ofSettings(), executor);
    }

    /**
     * The connector for one operation.
     *
     * @throws ConnectorFailure {@link ErrorCode#MHEALTH_SETTINGS_REFUSED} if its URL is not allowed here
     */
    public MHealthConnector of(ConnectorAccount account) {
        if (!ConnectorUrls.allow(account.url()) || !PathSegment.isSafe(account.mHealthStudyId())) {
            throw new ConnectorFailure(ErrorCode.MHEALTH_SETTINGS_REFUSED, false);
        }
        var way = ways.of(account);
        return new RemoteConnector(
                account.mHealthStudyId(), way.devices(), way.gate(), call(account), new CallCounting(figures), clock);
    }

    /**
     * Asks the connector for the devices of a subject, and so whether it knows the study.
     *
     * @param mSubjectId a subject that it is likely to know
     */
    public ConnectorCheck check(ConnectorAccount account, String mSubjectId) {
        if (!ConnectorUrls.allow(account.url())) {
            return new ConnectorCheck(Optional.of(ConnectorProblem.URL_NOT_ALLOWED), null);
        }
        var call = call(account);
        if (!PathSegment.isSafe(account.mHealthStudyId()) || !PathSegment.isSafe(mSubjectId)) {
            return new ConnectorCheck(Optional.of(ConnectorProblem.STUDY_UNKNOWN), call.toString());
        }
        var way = ways.of(account);
        var study = PathSegment.escaped(account.mHealthStudyId());
        var subject = PathSegment.escaped(mSubjectId);
        var problem = problem(way, call, () -> way.devices().find(study, subject, NO_DEVICE));
        return new ConnectorCheck(problem, call.toString());
    }

    private static Optional<ConnectorProblem> problem(Ways.Way way, CallUnderWay call, Callable<?> work) {
        try {
            way.gate().check(call, work);
            return Optional.empty();
        } catch (ExecutionException | TimeoutException | RejectedExecutionException failure) {
            return Optional.of(ConnectorProblem.of(failure));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.of(ConnectorProblem.NO_ANSWER);
        }
    }

    private CallUnderWay call(ConnectorAccount account) {
        return new CallUnderWay(URI.create(account.url()).getHost(), limits.total());
    }
}
