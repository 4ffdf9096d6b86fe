package org.openors.audit.sealing;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.stream.Collectors;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;
import org.openors.database.Jdbc;
import org.openors.database.OneWriter;

/** Gives a set of committed records their places in their chains, in one transaction: all of them or none. */
@Stateless
public class Sealing {

    @Inject
    Jdbc jdbc;

    @Inject
    OneWriter oneWriter;

    @Inject
    AuditMacs macs;

    /** Seals one set, unless another node is sealing. Returns whether more records may wait. */
    public boolean sealOneSet() {
        if (!jdbc.run(connection -> new SealingTables(connection).isAnyWaiting())) {
            return false;
        }
        oneWriter.awaitTurn();
        return jdbc.run(connection -> seal(connection, macs)) == SealingTables.SET_SIZE;
    }

    /** Seals in the connection's transaction. Returns the number of records. */
    static int seal(Connection connection, AuditMacs macs) {
        var tables = new SealingTables(connection);
        if (!tables.lock()) {
            return 0;
        }
        var keyId = macs.newestKeyId();
        var records = tables.waiting();
        var chains = records.stream().map(WaitingRecord::chain).collect(Collectors.toSet());
        var last = new HashMap<ChainName, ChainLink>(tables.lastLinks(chains));
        var places = new ArrayList<ChainLink>();
        for (var record : records) {
            var before = last.computeIfAbsent(record.chain(), chain -> ChainLink.start(chain, macs, keyId));
            places.add(before.join(record.mac(), macs, keyId));
            last.put(record.chain(), places.get(places.size() - 1));
        }
        if (!records.isEmpty()) {
            tables.seal(records, places, keyId);
            tables.storeLastLinks(last.values());
        }
        return records.size();
    }
}
