package org.openors.credential;

/**
 * The site of a pair that replaces another one. The subject's site was read before; an import may have moved the subject and
 * written the pair's site anew meanwhile. The site that was read must not take its place.
 */
public final class SiteOfPair {

    /**
     * The new site of a pair {@code c} in JPQL, of the parameters {@code siteId} and {@code subjectId}. If the pair is this subject's
     * and has another site than the one that was read, it is null: the look-up of every site's devices finds such a pair.
     */
    public static final String NEXT = "CASE WHEN c.siteId = :siteId THEN c.siteId"
            + " WHEN c.siteId IS NULL OR c.subjectId <> :subjectId THEN :siteId ELSE NULL END";

    private SiteOfPair() {}
}
