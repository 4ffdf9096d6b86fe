package org.openors.audit.sealing;

import java.security.MessageDigest;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final List<ChainLink> grown = new ArrayList<>();
    private final Map<String, String> wentBack = new LinkedHashMap<>();
    private final Map<String, String> withoutCheckpoint = new LinkedHashMap<>();
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
                withoutCheckpoint.put("", "a row of audit_chain names no chain");
            } else if (attested.of(head.chain()).filter(head::isAt).isEmpty()) {
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
    List<ChainLink> grown() {
        return grown;
    }

    /** The log lines of what is wrong, by what they are about; those of chains that went back come first. */
    Map<String, String> faults() {
        var faults = new LinkedHashMap<>(wentBack);
        withoutCheckpoint.forEach(faults::putIfAbsent);
        return faults;
    }

    /** If the driver can't read a row, each chain is compared alone: only the chain of that row gets no checkpoint. */
    private void compare(List<ClaimedHead> heads) {
        Map<ClaimedHead, SealedPlace> last;
        Map<ChainPlace, SealedPlace> seals;
        try {
            seals = tables.seals(places(heads));
            last = last(heads, seals);
        } catch (RuntimeException unreadable) {
            if (!tables.isUsable()) {
                throw unreadable;
            }
            compareOneByOne(heads);
            return;
        }
        heads.forEach(head -> compare(head, seals, Optional.ofNullable(last.get(head))));
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
        boolean wentBack = known.filter(attestedHead -> wentBack(head, attestedHead, seals))
                .isPresent();
        if (last.isEmpty()) {
            getsNoCheckpoint(head.chain(), "its last seal is not genuine");
        }
        last.filter(seal -> wentBack
                        || known.isEmpty()
                        || seal.place().sequence() > known.get().sequence())
                .ifPresent(seal -> add(seal, known.isEmpty()));
    }

    private void add(SealedPlace seal, boolean isNew) {
        if (isNew && attested.chains().size() + added >= Attested.MOST) {
            withoutCheckpoint.put(
                    "", "some audit chains get no checkpoint of this node: it remembers chains=" + Attested.MOST);
            return;
        }
        added += isNew ? 1 : 0;
        grown.add(new ChainLink(seal.place().chain(), seal.place().sequence(), seal.hash(), seal.sealedAt()));
    }

    private boolean wentBack(ClaimedHead head, Attested.Head known, Map<ChainPlace, SealedPlace> seals) {
        var seal = seals.get(new ChainPlace(head.chain(), known.sequence()));
        boolean isThere = seal != null && MessageDigest.isEqual(seal.hash(), known.hash());
        if (!isThere || head.sequence() < known.sequence()) {
            wentBack.put(
                    head.chain().toString(),
                    "an audit chain went back" + (isThere ? "" : " or is another one") + ": attested="
                            + known.sequence() + " now=" + head.sequence() + Faults.of(head.chain()));
        }
        return !isThere;
    }

    private boolean isProven(SealedPlace seal) {
        return seal != null && seal.isGenuine(macs) && seal.isLinked(macs) && tables.isAtItsPlace(seal);
    }

    /** Anybody may plant rows of chains: only some are named, so that memory stays bounded. */
    private void getsNoCheckpoint(ChainName chain, String reason) {
        if (withoutCheckpoint.size() < Faults.MOST) {
            withoutCheckpoint.put(chain.toString(), "an audit chain gets no checkpoint: " + reason + Faults.of(chain));
        }
    }
}
