package org.openors.connector.remote;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.openors.connector.client.MHealthDevices;
import org.openors.identity.Mode;
import org.openors.study.ConnectorAccount;

/**
 * The client and the gate of each mode and account that was used within the last minutes: what is done in one mode holds up
 * no other, even where both have one account. Others are closed when a new one is made: a study that changes its password again
 * and again takes no memory.
 */
final class Ways {

    private static final Logger LOG = System.getLogger(Ways.class.getName());

    /** Longer than any operation takes. */
    private static final long MOST_IDLE = Duration.ofMinutes(10).toNanos();

    private final Map<Account, Way> all = new ConcurrentHashMap<>();
    private final ConnectorLimits limits;
    private final TrustedAuthorities authorities;
    private final ExecutorService threads;

    private record Account(Mode mode, String url, String userName, String password) {}

    record Way(MHealthDevices devices, ConnectorGate gate, long lastUse) {

        private Way used() {
            return new Way(devices, gate, System.nanoTime());
        }

        private boolean isIdle(long now) {
            return now - lastUse > MOST_IDLE;
        }
    }

    Ways(ConnectorLimits limits, TrustedAuthorities authorities, ExecutorService threads) {
        this.limits = limits;
        this.authorities = authorities;
        this.threads = threads;
    }

    Way of(ConnectorAccount account) {
        var key = new Account(account.mode(), account.url(), account.userName(), account.password());
        if (!all.containsKey(key)) {
            removeIdle(System.nanoTime());
        }
        return all.compute(key, (any, known) -> known == null ? made(account) : known.used());
    }

    int size() {
        return all.size();
    }

    /** @param now as {@link System#nanoTime} tells it */
    void removeIdle(long now) {
        all.forEach((account, way) -> {
            if (way.isIdle(now) && all.remove(account, way)) {
                close(way);
            }
        });
    }

    private static void close(Way way) {
        try {
            ((Closeable) way.devices()).close();
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "the client of a connector can't be closed", failure);
        }
    }

    private Way made(ConnectorAccount account) {
        var client = Clients.of(
                account.url(), new AccountFilter(account.userName(), account.password()), limits, authorities);
        return new Way(client, new ConnectorGate(limits, threads), System.nanoTime());
    }
}
