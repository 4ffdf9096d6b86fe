package org.openors.connector.remote;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.openors.connector.ConnectorFailure;
import org.openors.connector.MHealthConnector;
import org.openors.connector.client.MHealthDevices;
import org.openors.error.ErrorCode;
import org.openors.figures.Figures;
import org.openors.study.ConnectorAccount;
import org.openors.study.ConnectorUrls;

/** The remote connectors of this node, each with a client, a circuit breaker and places of its own. */
@ApplicationScoped
public class RemoteConnectors {

    @Resource
    ManagedExecutorService executor;

    @Inject
    Clock clock;

    @Inject
    Figures figures;

    private final Map<Account, Way> ways = new ConcurrentHashMap<>();
    private ConnectorLimits limits;
    private TrustedAuthorities authorities;

    protected RemoteConnectors() {}

    /** For tests without a server. */
    RemoteConnectors(ConnectorLimits limits, TrustedAuthorities authorities, ExecutorService executor, Clock clock) {
        this.limits = limits;
        this.authorities = authorities;
        this.clock = clock;
        this.figures = new Figures();
        this.threads = executor;
    }

    private ExecutorService threads;

    private record Account(String url, String userName, String password) {}

    private record Way(MHealthDevices devices, ConnectorGate gate) {}

    @PostConstruct
    void configure() {
        limits = ConnectorLimits.ofSettings();
        authorities = TrustedAuthorities.ofSettings();
        threads = executor;
    }

    /**
     * The connector for one operation.
     *
     * @throws ConnectorFailure {@link ErrorCode#MHEALTH_SETTINGS_REFUSED} if its URL is not allowed here
     */
    public MHealthConnector of(ConnectorAccount account) {
        boolean isSafe = Stream.of(account.mHealthStudyId()).noneMatch(id -> id.equals(".") || id.equals(".."));
        if (!ConnectorUrls.allow(account.url()) || !isSafe) {
            throw new ConnectorFailure(ErrorCode.MHEALTH_SETTINGS_REFUSED, false);
        }
        var way = ways.computeIfAbsent(new Account(account.url(), account.userName(), account.password()), this::way);
        var call = new CallUnderWay(URI.create(account.url()).getHost(), limits.total());
        return new RemoteConnector(
                account.mHealthStudyId(), way.devices(), way.gate(), call, new CallCounting(figures), clock);
    }

    private Way way(Account account) {
        var client = Clients.of(
                account.url(), new AccountFilter(account.userName(), account.password()), limits, authorities);
        return new Way(client, new ConnectorGate(limits, threads));
    }
}
