package org.openors.audit.sealing;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openors.audit.ChainName;
import org.openors.background.RepeatedTask;
import org.openors.database.DatabaseFailed;
import org.openors.database.LostRace;
import org.openors.database.SqlState;
import org.openors.identity.Identifier;
import org.openors.input.PrintableText;

/**
 * Goes once through the whole waiting list, set by set, up to the last entry that was there when it began: it ends and
 * reports however quickly records come. What can't be sealed is passed over and reported, so that it holds up nothing
 * else.
 */
@ApplicationScoped
public class SealingPass {

    private static final String SOURCE = "sealing";
    private static final int NAMED = 5;
    private static final int LONGEST_REASON = 300;

    @Inject
    Sealing sealing;

    @Inject
    Faults faults;

    @Inject
    Clock clock;

    private final LeftOutChains leftOut = new LeftOutChains();
    private final Map<String, Integer> withoutPlace = new HashMap<>();
    private final Map<String, List<UUID>> named = new HashMap<>();
    private final Map<ChainName, String> damaged = new HashMap<>();
    private final Map<ChainName, RuntimeException> failed = new HashMap<>();
    private int sealed;

    /** @throws RuntimeException if the database is away or fails for all chains alike */
    public synchronized void run() {
        leftOut.forgetExpired(clock.instant());
        withoutPlace.clear();
        named.clear();
        damaged.clear();
        failed.clear();
        sealed = 0;
        var last = sealing.lastWaiting();
        if (last.isEmpty() || isWholeListLookedAt(last.get())) {
            throwIfAllFailed();
            report();
        }
    }

    /** False if another node is sealing. */
    private boolean isWholeListLookedAt(UUID last) {
        UUID after = null;
        do {
            var set = sealed(after);
            if (set.isEmpty()) {
                return false;
            }
            RepeatedTask.goesOn();
            set.get().withoutPlace().forEach(this::count);
            count(set.get());
            after = set.get().next();
        } while (after != null && isBefore(after, last));
        return true;
    }

    /** In the order of the database: as bytes, without a sign. */
    private static boolean isBefore(UUID one, UUID other) {
        return one.toString().compareTo(other.toString()) < 0;
    }

    private void count(SealedSet set) {
        damaged.putAll(set.damaged());
        sealed += set.sealed();
    }

    private void count(String reason, List<UUID> records) {
        withoutPlace.merge(reason, records.size(), Integer::sum);
        named.putIfAbsent(reason, records.stream().limit(NAMED).toList());
    }

    /** If the driver can't read a row, it may throw an exception of its own, which the container wraps. */
    private Optional<SealedSet> sealed(UUID after) {
        try {
            return sealing.sealOneSet(after, leftOut::isTried);
        } catch (LostRace | DatabaseFailed | EJBException failure) {
            throwIfAway(failure);
            return sealedChainByChain(after);
        }
    }

    private Optional<SealedSet> sealedChainByChain(UUID after) {
        sealing.chains(after).stream().filter(leftOut::isTried).forEach(chain -> sealAlone(chain, after));
        return sealing.sealOneSet(after, none -> false);
    }

    private void sealAlone(ChainName chain, UUID after) {
        try {
            sealing.sealOneSet(after, chain::equals).ifPresent(this::count);
        } catch (LostRace | DatabaseFailed | EJBException failure) {
            throwIfAway(failure);
            leftOut.add(chain, reason(failure), clock.instant());
            failed.put(chain, failure);
        }
    }

    private static String reason(RuntimeException failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        return PrintableText.printable(
                cause.getMessage() == null ? cause.toString() : cause.getMessage(), LONGEST_REASON);
    }

    /** A trigger may fail as if the connection were lost. The database is away only if the next transaction fails, too. */
    private void throwIfAway(RuntimeException failure) {
        if (SqlState.isConnectionLost(failure)) {
            sealing.lastWaiting();
        }
    }

    /**
     * If no chain could be sealed, the database fails for all of them: they are tried again at the next pass. If some could be,
     * a failure is that of its chain, whatever SQL state it has: a trigger may fail with any state.
     */
    private void throwIfAllFailed() {
        var ofTheDatabase = failed.values().stream()
                .filter(failure -> SqlState.isUnavailable(failure) && !SqlState.isLockTimeout(failure))
                .findFirst();
        if (sealed == 0 && ofTheDatabase.isPresent()) {
            failed.keySet().forEach(leftOut::tryAgain);
            throw ofTheDatabase.get();
        }
    }

    private void report() {
        var lines = new HashMap<String, String>();
        withoutPlace.forEach((reason, count) -> lines.put(reason, withoutPlace(reason, count)));
        damaged.putAll(leftOut.all());
        damaged.forEach((chain, reason) ->
                lines.put(chain.toString(), "an audit chain is left out of sealing: " + reason + chain.facts()));
        faults.replace(SOURCE, Faults.GRACE, lines, clock.instant());
    }

    private String withoutPlace(String reason, int count) {
        var records = named.get(reason).stream().map(Identifier::format).collect(Collectors.joining(","));
        return "waiting audit records are not sealed: " + reason + " count=" + count + " records=" + records;
    }
}
