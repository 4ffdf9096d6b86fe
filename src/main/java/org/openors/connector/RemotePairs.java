package org.openors.connector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.openors.credential.IssuedCredential;
import org.openors.credential.SiteOfPair;
import org.openors.database.LostRace;
import org.openors.identity.DeviceKey;

/** Stores what is known of the pairs of remote connectors, in the caller's transaction: access ID, time and caller. */
@ApplicationScoped
public class RemotePairs {

    /** The tag of a device without a known pair names this version: whoever read it before must not replace a pair that may be new. */
    private static final String COUNT_CHANGE = "UPDATE device_registration SET version = version + 1"
            + " WHERE study_id = ?1 AND mode = ?2 AND inventory_id = ?3";

    /** What may have been issued for whoever has the item. A pair of the built-in connector that works is not hidden by it. */
    private static final String INSERT_UNKNOWN = "INSERT INTO remote_pair"
            + " (study_id, mode, inventory_id, subject_id, issued_at, issued_by, expires_at)"
            + " SELECT r.study_id, r.mode, r.inventory_id, d.subject_id,"
            + " CAST(?4 AS TIMESTAMP(3) WITH TIME ZONE), '-', CAST(?5 AS TIMESTAMP(3) WITH TIME ZONE)"
            + " FROM device_registration r JOIN dispensation d"
            + " ON d.study_id = r.study_id AND d.mode = r.mode AND d.inventory_id = r.inventory_id JOIN subject u"
            + " ON u.study_id = d.study_id AND u.mode = d.mode AND u.subject_id = d.subject_id"
            + " WHERE r.study_id = ?1 AND r.mode = ?2 AND r.inventory_id = ?3 AND NOT EXISTS (SELECT 1"
            + " FROM bootstrap_credential c WHERE c.study_id = r.study_id AND c.mode = r.mode"
            + " AND c.inventory_id = r.inventory_id AND c.access_id NOT LIKE '-%')";

    /** How long a pair of a remote connector is valid at most. */
    private static final Duration LONGEST = Duration.ofHours(24);

    @PersistenceContext
    EntityManager entities;

    @Inject
    Clock clock;

    /** Stores the pair that the connector has issued just now. The device must be registered. */
    public void store(DeviceTwin device, IssuedCredential issued) {
        var now = clock.instant();
        int replaced = entities.createNamedQuery(RemotePair.REPLACE)
                .setParameter("device", device.key())
                .setParameter("subjectId", device.subjectId())
                .setParameter("siteId", device.siteId())
                .setParameter("accessId", issued.accessId())
                .setParameter("issuedAt", now.atOffset(ZoneOffset.UTC))
                .setParameter("issuedBy", device.askedBy())
                .setParameter("issuedByName", device.askedByName())
                .setParameter("expiresAt", issued.expiresAt().atOffset(ZoneOffset.UTC))
                .executeUpdate();
        if (replaced == 0) {
            var site = SiteOfPair.first(entities, device.key(), device.subjectId());
            entities.persist(new RemotePair(device, site, issued.accessId(), now, issued.expiresAt()));
            entities.flush();
        }
    }

    /**
     * The pair may have been replaced by one that nobody knows. A registered device without a pair may have got one.
     *
     * @throws LostRace if another request changes the device
     */
    public void forget(DeviceKey device) {
        try {
            query(COUNT_CHANGE, device).executeUpdate();
            int forgotten = entities.createNamedQuery(RemotePair.FORGET)
                    .setParameter("device", device)
                    .executeUpdate();
            if (forgotten == 0) {
                insertUnknown(device);
            }
        } catch (PersistenceException failure) {
            throw LostRace.ifConflict("the device was changed by another request", failure);
        }
    }

    private void insertUnknown(DeviceKey device) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        query(INSERT_UNKNOWN, device)
                .setParameter(4, now)
                .setParameter(5, now.plus(LONGEST))
                .executeUpdate();
    }

    private Query query(String text, DeviceKey device) {
        return entities.createNativeQuery(text)
                .setParameter(1, device.study().studyId())
                .setParameter(2, device.study().mode().name())
                .setParameter(3, device.inventoryId());
    }

    /**
     * There is no pair of a remote connector any more.
     *
     * @throws LostRace if another request is changing it
     */
    public void remove(DeviceKey device) {
        try {
            entities.createNamedQuery(RemotePair.REMOVE)
                    .setParameter("device", device)
                    .executeUpdate();
        } catch (PersistenceException failure) {
            throw LostRace.ifRolledBack("another request is changing the pair", failure);
        }
    }
}
