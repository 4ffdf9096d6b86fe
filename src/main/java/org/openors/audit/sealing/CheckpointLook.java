package org.openors.audit.sealing;

import java.security.MessageDigest;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;

/**
 * Compares all chains with what this node has attested. A chain has grown only if its new last seal is proven by the
 * key: nobody without it can make this node attest something.
 */
public final class CheckpointLook {

    private static final int BATCH = 1_000;

    private final CheckpointTables tables;
    private final Attested attested;
    private final AuditMacs macs;
    private final List<SealedPlace> grown = new ArrayList<>();
    private final Map<String, String> faults = new HashMap<>();
    private int added;

    CheckpointLook(Connection connection, Attested attested, AuditMacs macs) {
        this.tables = new CheckpointTables(connection);
        this.attested = attested;
        this.macs = macs;
    }

    CheckpointLook compare() {
        var gone = new HashSet<>(attested.chains());
        var batch = new ArrayList<ClaimedHead>();
        tables.forEachHead(head -> {
            gone.remove(head.chain());
            if (attested.of(head.chain()).filter(head::isAt).isEmpty()) {
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

    /** The new last seals of the chains that have grown. */
    List<SealedPlace> grown() {
        return grown;
    }

    /** The log lines of what is wrong, by what they are about. */
    Map<String, String> faults() {
        return faults;
    }

    private void compare(List<ClaimedHead> heads) {
        var places = heads.stream()
                .flatMap(head -> Stream.concat(head.places(), attestedPlace(head.chain()).stream()))
                .distinct()
                .toList();
        var seals = tables.seals(places);
        heads.forEach(head -> compare(head, seals));
    }

    private Optional<Place> attestedPlace(ChainName chain) {
        return attested.of(chain).map(known -> new Place(chain, known.sequence()));
    }

    private void compare(ClaimedHead head, Map<Place, SealedPlace> seals) {
        var known = attested.of(head.chain());
        boolean wentBack = known.filter(attestedHead -> wentBack(head, attestedHead, seals))
                .isPresent();
        var last =
                head.places().map(seals::get).filter(this::isProven).findFirst().or(() -> lastSealed(head.chain()));
        if (last.isEmpty()) {
            fault(head.chain(), "an audit chain gets no checkpoint: its last seal is not genuine");
        }
        last.filter(seal -> wentBack
                        || known.isEmpty()
                        || seal.place().sequence() > known.get().sequence())
                .ifPresent(seal -> add(seal, known.isEmpty()));
    }

    private void add(SealedPlace seal, boolean isNew) {
        if (isNew && attested.chains().size() + added >= Attested.MOST) {
            faults.put("", "some audit chains get no checkpoint of this node: it remembers chains=" + Attested.MOST);
            return;
        }
        added += isNew ? 1 : 0;
        grown.add(seal);
    }

    private boolean wentBack(ClaimedHead head, Attested.Head known, Map<Place, SealedPlace> seals) {
        var seal = seals.get(new Place(head.chain(), known.sequence()));
        boolean isThere = seal != null && MessageDigest.isEqual(seal.hash(), known.hash());
        if (!isThere || head.sequence() < known.sequence()) {
            fault(
                    head.chain(),
                    "an audit chain went back" + (isThere ? "" : " or is another one") + ": attested="
                            + known.sequence() + " now=" + head.sequence());
        }
        return !isThere;
    }

    private Optional<SealedPlace> lastSealed(ChainName chain) {
        return tables.lastSealed(chain)
                .map(place -> tables.seals(List.of(place)).get(place))
                .filter(this::isProven);
    }

    private boolean isProven(SealedPlace seal) {
        return seal != null && seal.isGenuine(macs) && seal.isLinked(macs);
    }

    private void fault(ChainName chain, String line) {
        faults.merge(chain.toString(), line + Faults.of(chain), (one, other) -> one);
    }
}
