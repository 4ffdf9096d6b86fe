package org.openors.credential;

import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.openors.identity.DeviceKey;

/**
 * The site of a new pair. The subject's site was read before; an import may have moved the subject meanwhile and have written the
 * sites of its pairs anew. The site that was read must not take its place. A pair without a site is found by the look-up of every
 * site's devices.
 */
public final class SiteOfPair {

    /**
     * The new site of a pair {@code c} that is replaced, in JPQL, of the parameters {@code siteId} and {@code subjectId}. It is null if the
     * pair has another site than the one that was read, or was another subject's: the import does not write that one anew.
     */
    public static final String NEXT = "CASE WHEN c.subjectId <> :subjectId THEN NULL"
            + " WHEN c.siteId = :siteId THEN c.siteId WHEN c.siteId IS NULL THEN :siteId ELSE NULL END";

    private static final String OF_SUBJECT = "SELECT COALESCE(site_id, '') FROM subject"
            + " WHERE study_id = ?1 AND mode = ?2 AND subject_id = ?3 FOR UPDATE SKIP LOCKED";

    private SiteOfPair() {}

    /**
     * The site of a first pair: the subject's, which stays until the transaction ends. It is empty if there is none, and null if an
     * import is changing the subject: nobody waits for it.
     */
    public static String first(EntityManager entities, DeviceKey device, UUID subjectId) {
        var found = entities.createNativeQuery(OF_SUBJECT)
                .setParameter(1, device.study().studyId())
                .setParameter(2, device.study().mode().name())
                .setParameter(3, subjectId)
                .getResultList();
        return found.isEmpty() ? null : (String) found.get(0);
    }
}
