package org.openors.audit.sealing;

import java.sql.Connection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.openors.audit.AuditField;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;

/**
 * One set of waiting records. Those that are genuine, and whose chain is as sealing left it, get their places; all in
 * one transaction.
 */
final class SetOfRecords {

    private static final Comparator<WaitingRecord> OLDEST_FIRST = Comparator.comparing(
                    (WaitingRecord record) -> record.content().text(AuditField.OCCURRED_AT))
            .thenComparing(record -> record.content().text(AuditField.ID));

    private final Connection connection;
    private final SealingTables tables;
    private final AuditMacs macs;
    private final Instant now;
    private final Set<UUID> ids = new HashSet<>();
    private final Map<String, List<UUID>> withoutPlace = new TreeMap<>();
    private final Map<ChainName, String> damaged = new HashMap<>();

    SetOfRecords(Connection connection, AuditMacs macs, Instant now) {
        this.connection = connection;
        this.tables = new SealingTables(connection);
        this.macs = macs;
        this.now = now.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Seals the set.
     *
     * @param after the last entry of the waiting list that is passed over; null for the first set
     * @param isWanted the chains whose records are sealed now
     * @return empty if another transaction is sealing
     */
    Optional<SealedSet> seal(UUID after, Predicate<ChainName> isWanted) {
        if (!tables.lock()) {
            return Optional.empty();
        }
        var waiting = tables.waiting(after);
        var records = waiting.stream()
                .filter(this::isFit)
                .filter(record -> isWanted.test(record.chain()))
                .sorted(OLDEST_FIRST)
                .toList();
        var seals = seals(records);
        boolean isLast = waiting.size() < SealingTables.SET_SIZE;
        var next = isLast ? null : waiting.get(waiting.size() - 1).id();
        return Optional.of(new SealedSet(seals, next, withoutPlace, damaged));
    }

    /** The chains of the set. */
    static List<ChainName> chains(Connection connection, AuditMacs macs, UUID after) {
        return new SealingTables(connection)
                .waiting(after).stream()
                        .filter(record -> record.fault(macs).isEmpty())
                        .map(WaitingRecord::chain)
                        .distinct()
                        .toList();
    }

    private boolean isFit(WaitingRecord record) {
        if (!ids.add(record.id())) {
            return false;
        }
        var fault = record.fault(macs);
        fault.ifPresent(reason ->
                withoutPlace.computeIfAbsent(reason, any -> new ArrayList<>()).add(record.id()));
        return fault.isEmpty();
    }

    private int seals(List<WaitingRecord> records) {
        var keyId = macs.newestKeyId();
        var last = lastLinks(records, keyId);
        var seals = new ArrayList<NewSeal>();
        for (var record : records) {
            var before = last.get(record.chain());
            if (before != null) {
                var link = before.join(record.mac(), macs, keyId, now);
                seals.add(NewSeal.of(record.id(), link, before, macs, keyId));
                last.put(record.chain(), link);
            }
        }
        if (!seals.isEmpty()) {
            tables.seal(seals, keyId, now);
            tables.storeLastLinks(last.values());
        }
        return seals.size();
    }

    /** The last link of each chain that is as sealing left it. */
    private Map<ChainName, ChainLink> lastLinks(List<WaitingRecord> records, String keyId) {
        var chains = records.stream().map(WaitingRecord::chain).collect(Collectors.toSet());
        var last = new HashMap<ChainName, ChainLink>();
        var heads = tables.heads(chains);
        var seals = SealedPlaces.at(connection, places(heads.values()));
        heads.forEach((chain, head) -> {
            var damage = head.damage().or(() -> damage(head, seals));
            damage.ifPresent(reason -> damaged.put(chain, reason));
            if (damage.isEmpty()) {
                last.put(chain, head.noted() == null ? ChainLink.start(chain, macs, keyId) : head.noted());
            }
        });
        return last;
    }

    private static List<ChainPlace> places(Collection<ChainHead> heads) {
        return heads.stream()
                .map(ChainHead::noted)
                .filter(Objects::nonNull)
                .map(ChainLink::place)
                .toList();
    }

    private Optional<String> damage(ChainHead head, Map<ChainPlace, SealedPlace> seals) {
        boolean isGenuine = head.noted() == null
                || Optional.ofNullable(seals.get(head.noted().place()))
                        .filter(seal -> seal.isGenuine(macs))
                        .filter(seal -> SealedPlaces.isAtItsPlace(connection, seal))
                        .isPresent();
        return isGenuine ? Optional.empty() : Optional.of("its last seal is not genuine, or its key is not known");
    }
}
