package org.openors.security;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sites for whose subjects the caller has the right of an operation. To the caller subjects of other sites, and those
 * of no site, do not exist (contract, section 1).
 */
public final class SiteScope {

    /** All subjects of the study. */
    public static final SiteScope ALL = new SiteScope(null);

    private final Map<String, String> groups;

    private SiteScope(Map<String, String> groups) {
        this.groups = groups;
    }

    /** @param groups the group of the token that grants the right, by site */
    static SiteScope of(Map<String, String> groups) {
        return new SiteScope(new LinkedHashMap<>(groups));
    }

    /** Whether it is only some sites, maybe none. */
    public boolean isLimited() {
        return groups != null;
    }

    /** Whether there is the right for any subject. */
    public boolean isAny() {
        return !isLimited() || !groups.isEmpty();
    }

    /** Whether a subject of this site exists for the caller; null is the site of a subject without one. */
    public boolean includes(String siteId) {
        return !isLimited() || groups.containsKey(siteId);
    }

    /**
     * The sites to look at.
     *
     * @param siteId the only one that the caller wants; null for all
     * @return empty for all subjects of the study
     */
    public Optional<Set<String>> within(String siteId) {
        if (siteId != null) {
            return Optional.of(includes(siteId) ? Set.of(siteId) : Set.of());
        }
        return isLimited() ? Optional.of(groups.keySet()) : Optional.empty();
    }

    /** A group that grants the right for a site; empty if there is none, or the right is not limited to sites. */
    Optional<String> anyGroup() {
        return isLimited() ? groups.values().stream().findFirst() : Optional.empty();
    }

    /** The group that grants the right for this site; empty if the right is not limited to sites. */
    Optional<String> groupOf(String siteId) {
        return isLimited() ? Optional.ofNullable(groups.get(siteId)) : Optional.empty();
    }
}
