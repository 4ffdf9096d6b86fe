package org.openors.connector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.ZoneOffset;
import org.openors.credential.IssuedCredential;
import org.openors.identity.DeviceKey;

/** Stores what is known of the pairs of remote connectors, in the caller's transaction: access ID, time and caller. */
@ApplicationScoped
public class RemotePairs {

    private static final String SITE =
            "SELECT COALESCE(site_id, '') FROM subject WHERE study_id = ?1 AND mode = ?2 AND subject_id = ?3";

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
            entities.persist(new RemotePair(device, site(device), issued.accessId(), now, issued.expiresAt()));
            entities.flush();
        }
    }

    /** The subject's site, empty if there is none. An import may have moved the subject while the connector was called. */
    private String site(DeviceTwin device) {
        var study = device.key().study();
        return (String) entities.createNativeQuery(SITE)
                .setParameter(1, study.studyId())
                .setParameter(2, study.mode().name())
                .setParameter(3, device.subjectId())
                .getSingleResult();
    }

    /** The pair may have been replaced by one that nobody knows. */
    public void forget(DeviceKey device) {
        entities.createNamedQuery(RemotePair.FORGET)
                .setParameter("device", device)
                .executeUpdate();
    }

    /** There is no pair of a remote connector any more. */
    public void remove(DeviceKey device) {
        entities.createNamedQuery(RemotePair.REMOVE)
                .setParameter("device", device)
                .executeUpdate();
    }
}
