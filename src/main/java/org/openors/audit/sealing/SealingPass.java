package org.openors.audit.sealing;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openors.audit.ChainName;
import org.openors.database.DatabaseFailed;
import org.openors.database.LostRace;
import org.openors.database.SqlState;
import org.openors.identity.Identifier;
import org.openors.input.PrintableText;

/**
 * Goes once through the whole waiting list, set by set. What can't be sealed is passed over and reported, so that it
 * holds up nothing else.
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

    /** @throws RuntimeException if the database is away or fails for all chains alike */
    public synchronized void run() {
        leftOut.forgetExpired(clock.instant());
        withoutPlace.clear();
        named.clear();
        damaged.clear();
        var after = SetOfRecords.START;
        while (after != null) {
            var set = sealed(after);
            if (set == SealedSet.BUSY) {
                return;
            }
            set.withoutPlace().forEach(this::count);
            damaged.putAll(set.damaged());
            after = set.next();
        }
        report();
    }

    private void count(String reason, List<UUID> records) {
        withoutPlace.merge(reason, records.size(), Integer::sum);
        named.putIfAbsent(reason, records.stream().limit(NAMED).toList());
    }

    /** The driver may throw exceptions of its own at what it can't read, which the container wraps. */
    private SealedSet sealed(UUID after) {
        try {
            return sealing.isAnyWaiting() ? sealing.sealOneSet(after, leftOut::isTried) : SealedSet.NOTHING;
        } catch (LostRace | DatabaseFailed | EJBException failure) {
            throwIfUnavailable(failure);
            return sealedChainByChain(after);
        }
    }

    private SealedSet sealedChainByChain(UUID after) {
        sealing.chains(after).stream().filter(leftOut::isTried).forEach(chain -> sealAlone(chain, after));
        return sealing.sealOneSet(after, none -> false);
    }

    private void sealAlone(ChainName chain, UUID after) {
        try {
            damaged.putAll(sealing.sealOneSet(after, chain::equals).damaged());
        } catch (LostRace | DatabaseFailed | EJBException failure) {
            throwIfUnavailable(failure);
            leftOut.add(chain, reason(failure), clock.instant());
        }
    }

    private static String reason(RuntimeException failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        return PrintableText.printable(cause.getMessage(), LONGEST_REASON);
    }

    private static void throwIfUnavailable(RuntimeException failure) {
        if (SqlState.isUnavailable(failure) && !SqlState.isLockTimeout(failure)) {
            throw failure;
        }
    }

    private void report() {
        var lines = new HashMap<String, String>();
        withoutPlace.forEach((reason, count) -> lines.put(reason, withoutPlace(reason, count)));
        damaged.putAll(leftOut.all());
        damaged.forEach((chain, reason) ->
                lines.put(chain.toString(), "an audit chain is left out of sealing: " + reason + Faults.of(chain)));
        faults.replace(SOURCE, Faults.GRACE, lines, clock.instant());
    }

    private String withoutPlace(String reason, int count) {
        var records = named.get(reason).stream().map(Identifier::format).collect(Collectors.joining(","));
        return "waiting audit records are not sealed: " + reason + " count=" + count + " records=" + records;
    }
}
