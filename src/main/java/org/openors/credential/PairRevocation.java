package org.openors.credential;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.openors.database.Jdbc;
import org.openors.database.Jdbc.Values;
import org.openors.database.LostRace;
import org.openors.database.SqlState;
import org.openors.identity.DeviceKey;
import org.openors.identity.StudyMode;

/** Ends a device's pair, alone or with its connection secret: it is dead when the caller's transaction commits. */
@ApplicationScoped
public class PairRevocation {

    @PersistenceContext
    EntityManager entities;

    private static final String OF_ITEMS =
            " FROM bootstrap_credential WHERE study_id = ? AND mode = ? AND inventory_id = ANY (?)";
    private static final String LOCK =
            "SELECT inventory_id, subject_id, access_id, redeemed_at, attempts, expires_at" + OF_ITEMS + " FOR UPDATE";
    private static final String REMOVE_ALL = "DELETE" + OF_ITEMS;

    @Inject
    CredentialPolicy policy;

    @Inject
    PairGenerator generator;

    /**
     * Ends the pair that the caller has seen. The connection secret stays.
     *
     * @throws LostRace if the pair changed since
     */
    public void revoke(DeviceKey device, SeenPair pair) {
        var update = entities.createNamedQuery(BootstrapCredential.REVOKE)
                .setParameter("revokedAccessId", RevokedAccessId.of(generator.accessId()))
                .setParameter("nothing", new byte[0]);
        try {
            change(update, device, pair);
        } catch (PersistenceException failure) {
            throw SqlState.isUniqueViolation(failure)
                    ? new AccessIdTaken(failure)
                    : LostRace.ifConflict("the pair changed since it was read", failure);
        }
    }

    /**
     * Ends the pair that the caller has seen, and its connection secret.
     *
     * @throws LostRace if the pair changed since
     */
    public void remove(DeviceKey device, SeenPair pair) {
        change(entities.createNamedQuery(BootstrapCredential.REMOVE), device, pair);
    }

    /**
     * Ends the pair that the caller has seen, also if it was redeemed or locked since, and its connection secret. For a device
     * whose pairs another connector issues now; its registration must be locked.
     *
     * @param pair null if there was none
     * @return false if the device has a pair that was issued or revoked since: it stays
     */
    public boolean removeSame(DeviceKey device, SeenPair pair) {
        if (pair != null) {
            entities.createNamedQuery(BootstrapCredential.REMOVE_SAME)
                    .setParameter("device", device)
                    .setParameter("accessId", pair.accessId())
                    .executeUpdate();
        }
        return entities.createNamedQuery(BootstrapCredential.ACCESS_ID)
                .setParameter("device", device)
                .getResultList()
                .isEmpty();
    }

    private void change(Query write, DeviceKey device, SeenPair pair) {
        int changed = pair.name(write, policy.maxAttempts())
                .setParameter("device", device)
                .executeUpdate();
        if (changed == 0) {
            throw new LostRace("the pair changed since it was read");
        }
    }

    /**
     * Ends the pairs and connection secrets of items whose registrations are locked, on the connection that locked them.
     *
     * @return the pairs, by item
     */
    public Map<UUID, RevokedPair> removeAll(Connection connection, StudyMode study, Collection<UUID> items) {
        var parameters = new Object[] {study.studyId(), study.mode().name(), new Values("uuid", items.toArray())};
        var revoked = new HashMap<UUID, RevokedPair>();
        Jdbc.query(connection, LOCK, row -> revoked.put(row.getObject(1, UUID.class), pair(row)), parameters);
        Jdbc.update(connection, REMOVE_ALL, parameters);
        return revoked;
    }

    private static RevokedPair pair(ResultSet row) throws SQLException {
        return new RevokedPair(
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getObject(4, OffsetDateTime.class),
                row.getInt(5),
                row.getObject(6, OffsetDateTime.class));
    }
}
