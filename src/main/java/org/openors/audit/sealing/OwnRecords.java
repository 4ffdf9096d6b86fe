package org.openors.audit.sealing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openors.audit.AuditMacs;
import org.openors.audit.RecordWritten;
import org.openors.identity.Identifier;

/**
 * Remembers which audit records this node has committed, or has promised for a connector's call, until it sees their seals,
 * whoever wrote them. So it notices a record that was never written or put on the waiting list, was removed before it was
 * sealed, or is hidden from it. It remembers at most {@link #MOST}, which is about 15 MB. Of records that are written as a
 * set it remembers the first.
 */
@ApplicationScoped
public class OwnRecords {

    static final int MOST = 100_000;

    private static final int SET_SIZE = 2_000;
    private static final int NAMED = 5;
    /** A fault must last for {@link Faults#GRACE} before it is logged. */
    private static final Duration UNNOTICED = OverdueRecords.LIMIT.minus(Faults.GRACE);

    @Inject
    WaitingList list;

    @Inject
    AuditMacs macs;

    @Inject
    Clock clock;

    /** @param within how long it may take until the record is written */
    private record Noted(Instant since, Duration within) {

        /** If the clock was set back since it was noted, its time counts from now. */
        Noted asOf(Instant now) {
            return since.isAfter(now) ? new Noted(now, within) : this;
        }

        boolean isOverdue(Instant now) {
            return !since.plus(within).plus(UNNOTICED).isAfter(now);
        }
    }

    private final Map<UUID, Noted> unsealed = new LinkedHashMap<>();

    void note(@Observes(during = TransactionPhase.AFTER_SUCCESS) RecordWritten written) {
        note(written.id(), new Noted(clock.instant(), written.within()));
    }

    private synchronized void note(UUID id, Noted noted) {
        if (unsealed.size() < MOST) {
            unsealed.put(id, noted);
        }
    }

    /** The log line of those that have had no seal for {@link OverdueRecords#LIMIT}; empty if all have one. */
    Map<String, String> faults(Instant now) {
        var ids = remembered();
        for (int i = 0; i < ids.size(); i += SET_SIZE) {
            forget(sealed(ids.subList(i, Math.min(ids.size(), i + SET_SIZE))));
        }
        var overdue = overdue(now);
        return overdue.isEmpty() ? Map.of() : Map.of("", line(overdue));
    }

    /** A seal counts only if it is proven by the key: anybody can write a row. */
    private List<UUID> sealed(List<UUID> ids) {
        return list.seals(ids).stream()
                .filter(seal -> seal.isGenuine(macs))
                .map(SealedPlace::recordId)
                .toList();
    }

    private synchronized List<UUID> remembered() {
        return new ArrayList<>(unsealed.keySet());
    }

    private synchronized void forget(Collection<UUID> ids) {
        ids.forEach(unsealed::remove);
    }

    private synchronized List<UUID> overdue(Instant now) {
        unsealed.replaceAll((id, noted) -> noted.asOf(now));
        return unsealed.entrySet().stream()
                .filter(record -> record.getValue().isOverdue(now))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String line(List<UUID> overdue) {
        return "audit records that this node wrote have no seal after more than " + OverdueRecords.LIMIT.toSeconds()
                + " s count=" + overdue.size() + " records="
                + overdue.stream().limit(NAMED).map(Identifier::format).collect(Collectors.joining(","));
    }
}
