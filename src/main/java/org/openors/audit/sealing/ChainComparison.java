package org.openors.audit.sealing;

import java.security.MessageDigest;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;

/**
 * Compares all chains with what this node has attested. A chain has grown only if its new last seal is proven by the
 * key: nobody without it can make this node attest something.
 */
public final class ChainComparison {

    private static final int BATCH = 1_000;

    private final CheckpointTables tables;
    private final Attested attested;
    private final AuditMacs macs;
    private final Map<ChainName, ChainLink> grown = new LinkedHashMap<>();
    private final Set<ChainName> withoutTheirPlace = new HashSet<>();
    private final Map<String, String> wentBack = new LinkedHashMap<>();
    private final Map<String, String> attestedWithoutCheckpoint = new LinkedHashMap<>();
    private final Map<String, String> othersWithoutCheckpoint = new LinkedHashMap<>();
    private int added;

    ChainComparison(Connection connection, Attested attested, AuditMacs macs) {
        this.tables = new CheckpointTables(connection);
        this.attested = attested;
        this.macs = macs;
    }

    ChainComparison compare() {
        var gone = new HashSet<>(attested.chains());
        var batch = new ArrayList<ClaimedHead>();
        tables.forEachHead(head -> {
            gone.remove(head.chain());
            if (!head.isNamed()) {
                othersWithoutCheckpoint.put("", "a row of audit_chain names no chain");
            } else {
                collect(head, batch);
            }
        });
        gone.forEach(chain -> collect(ClaimedHead.none(chain), batch));
        compare(batch);
        return this;
    }

    private void collect(ClaimedHead head, List<ClaimedHead> batch) {
        batch.add(head);
        if (batch.size() == BATCH) {
            compare(batch);
            batch.clear();
        }
    }

    /** The new last places of the chains that have grown. */
    Collection<ChainLink> grown() {
        return grown.values();
    }

    /** The log lines of chains that went back, or whose row in {@code audit_chain} did, by the chain. */
    Map<String, String> wentBack() {
        return wentBack;
    }

    /**
     * The log lines of what gets no checkpoint, by what they are about, except of chains that went back. First those of chains that this
     * node has attested: the others may be made up.
     */
    Map<String, String> withoutCheckpoint() {
        var all = new LinkedHashMap<>(attestedWithoutCheckpoint);
        all.putAll(othersWithoutCheckpoint);
        all.keySet().removeAll(wentBack.keySet());
        return all;
    }

    /** Whether the place that this node attested is gone from the chain or is another one. */
    boolean hasLostItsPlace(ChainName chain) {
        return withoutTheirPlace.contains(chain);
    }

    /** If the driver can't read a row, each chain is compared alone: only the chain of that row gets no checkpoint. */
    private void compare(List<ClaimedHead> heads) {
        List<ClaimedHead> changed;
        Map<ClaimedHead, SealedPlace> last;
        Map<ChainPlace, SealedPlace> seals;
        try {
            seals = tables.seals(places(heads));
            changed = changed(heads, seals);
            last = last(changed, seals);
        } catch (RuntimeException unreadable) {
            if (!tables.isUsable()) {
                throw unreadable;
            }
            compareOneByOne(heads);
            return;
        }
        changed.forEach(head -> compare(head, seals, Optional.ofNullable(last.get(head))));
    }

    /** Those that are not as this node attested them. That the row of a chain is proves nothing: its seal must be there. */
    private List<ClaimedHead> changed(List<ClaimedHead> heads, Map<ChainPlace, SealedPlace> seals) {
        return heads.stream()
                .filter(head -> attested.of(head.chain())
                        .filter(known -> head.isAt(known) && isThere(head.chain(), known, seals))
                        .isEmpty())
                .toList();
    }

    private void compareOneByOne(List<ClaimedHead> heads) {
        if (heads.size() == 1) {
            getsNoCheckpoint(heads.get(0).chain(), "its last seal can't be read");
        } else {
            heads.forEach(head -> compare(List.of(head)));
        }
    }

    private List<ChainPlace> places(List<ClaimedHead> heads) {
        return heads.stream()
                .flatMap(head -> Stream.concat(head.places(), attestedPlace(head.chain()).stream()))
                .distinct()
                .toList();
    }

    private Optional<ChainPlace> attestedPlace(ChainName chain) {
        return attested.of(chain).map(known -> new ChainPlace(chain, known.sequence()));
    }

    /** The last seal of each chain, if it is proven: where the chain says that it is, or at the end of its seals. */
    private Map<ClaimedHead, SealedPlace> last(List<ClaimedHead> heads, Map<ChainPlace, SealedPlace> seals) {
        var last = new HashMap<ClaimedHead, SealedPlace>();
        heads.forEach(head -> head.places()
                .map(seals::get)
                .filter(this::isProven)
                .findFirst()
                .ifPresent(seal -> last.put(head, seal)));
        var others = heads.stream()
                .filter(head -> !last.containsKey(head))
                .collect(Collectors.toMap(ClaimedHead::chain, head -> head, (one, same) -> one));
        if (!others.isEmpty()) {
            tables.seals(tables.lastSealed(others.keySet())).values().stream()
                    .filter(this::isProven)
                    .forEach(seal -> last.put(others.get(seal.place().chain()), seal));
        }
        return last;
    }

    private void compare(ClaimedHead head, Map<ChainPlace, SealedPlace> seals, Optional<SealedPlace> last) {
        var known = attested.of(head.chain());
        known.ifPresent(attestedHead -> lookAt(head, attestedHead, seals));
        if (last.isEmpty()) {
            getsNoCheckpoint(head.chain(), "its last seal is not genuine");
        }
        last.ifPresent(seal -> lookAtRow(head, seal));
        last.filter(seal -> isNews(seal, known)).ifPresent(this::add);
    }

    private boolean isNews(SealedPlace seal, Optional<Attested.Head> known) {
        var chain = seal.place().chain();
        if (hasLostItsPlace(chain)) {
            return attested.sinceTheLoss(chain).filter(head -> isAt(head, seal)).isEmpty();
        }
        return known.isEmpty() || seal.place().sequence() > known.get().sequence();
    }

    private static boolean isAt(Attested.Head head, SealedPlace seal) {
        return head.sequence() == seal.place().sequence() && MessageDigest.isEqual(head.hash(), seal.hash());
    }

    /** The row of a chain may be there more than once: each chain grows once, to the furthest place. */
    private void add(SealedPlace seal) {
        var chain = seal.place().chain();
        boolean isNew = attested.of(chain).isEmpty() && !grown.containsKey(chain);
        if (isNew && attested.chains().size() + added >= Attested.MOST) {
            othersWithoutCheckpoint.put(
                    "", "some audit chains get no checkpoint of this node: it remembers chains=" + Attested.MOST);
            return;
        }
        added += isNew ? 1 : 0;
        grown.merge(
                chain,
                new ChainLink(chain, seal.place().sequence(), seal.hash(), seal.sealedAt()),
                BinaryOperator.maxBy(Comparator.comparingLong(ChainLink::sequence)));
    }

    /** Whether the attested seal is at its place. */
    private static boolean isThere(ChainName chain, Attested.Head known, Map<ChainPlace, SealedPlace> seals) {
        var seal = seals.get(new ChainPlace(chain, known.sequence()));
        return seal != null && MessageDigest.isEqual(seal.hash(), known.hash());
    }

    private void lookAt(ClaimedHead head, Attested.Head known, Map<ChainPlace, SealedPlace> seals) {
        boolean isThere = isThere(head.chain(), known, seals);
        if (!isThere) {
            withoutTheirPlace.add(head.chain());
        }
        if (!isThere || head.sequence() < known.sequence()) {
            wentBack.put(
                    head.chain().toString(),
                    "an audit chain went back" + (isThere ? "" : " or is another one") + ": attested="
                            + known.sequence() + " now=" + head.sequence()
                            + head.chain().facts());
        }
    }

    /** Sealing writes the row of a chain with its seals: a row that is behind them, or missing, was changed or removed. */
    private void lookAtRow(ClaimedHead head, SealedPlace last) {
        long sealed = last.place().sequence();
        if (head.sequence() < sealed) {
            wentBack.putIfAbsent(
                    head.chain().toString(),
                    "an audit chain went back: sealed=" + sealed + " now=" + head.sequence()
                            + head.chain().facts());
        }
    }

    private boolean isProven(SealedPlace seal) {
        return seal != null && seal.isGenuine(macs) && seal.isLinked(macs) && tables.isAtItsPlace(seal);
    }

    /** Anybody may plant rows of chains: of those that this node has not attested only some are named, so that memory stays bounded. */
    private void getsNoCheckpoint(ChainName chain, String reason) {
        boolean isAttested = attested.of(chain).isPresent();
        var lines = isAttested ? attestedWithoutCheckpoint : othersWithoutCheckpoint;
        if (isAttested || lines.size() < Faults.MOST) {
            lines.put(chain.toString(), "an audit chain gets no checkpoint: " + reason + chain.facts());
        }
    }
}
