package org.openors.security;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openors.identity.StudyMode;

/** The rights that a token's {@code groups} claim grants. */
public final class StudyRights {

    private final Collection<String> groups;
    private final boolean scopedOnly;

    /** @param scopedOnly whether a right without a study and mode grants nothing ({@code ORS_SECURITY_SCOPED_RIGHTS_ONLY}) */
    public StudyRights(Collection<String> groups, boolean scopedOnly) {
        this.groups = groups;
        this.scopedOnly = scopedOnly;
    }

    /** The group that grants the right for all subjects of this study and mode; empty if there is none. */
    public Optional<String> granting(Right right, StudyMode study) {
        return groups.stream().filter(group -> grants(group, right, study)).findFirst();
    }

    /** The sites for whose subjects alone groups grant the right in this study and mode; maybe none. */
    public SiteScope grantingAtSites(Right right, StudyMode study) {
        var bySite = new LinkedHashMap<String, String>();
        groups.forEach(group -> RightScope.of(group, right)
                .filter(scope -> scope.isOfASite() && scope.isIn(study))
                .ifPresent(scope -> bySite.putIfAbsent(scope.siteId(), group)));
        return SiteScope.of(bySite);
    }

    /** The group that grants the right for the service itself; empty if there is none. No other group does. */
    public Optional<String> grantingOfTheService(Right right) {
        return groups.stream().filter(right.wireNameOfTheService()::equals).findFirst();
    }

    /** A group that grants the right anywhere: in all studies, in a study or at a site. */
    public Optional<String> grantingAnywhere(Right right) {
        return groups.stream()
                .filter(group -> grantsEverywhere(group, right)
                        || RightScope.of(group, right).isPresent())
                .findFirst();
    }

    /** The studies in which there is any right; empty if there is one in all studies. */
    public Optional<Set<UUID>> studies() {
        var named = new LinkedHashSet<UUID>();
        for (var group : groups) {
            for (var right : Right.values()) {
                if (grantsEverywhere(group, right)) {
                    return Optional.empty();
                }
                RightScope.of(group, right).ifPresent(scope -> named.add(scope.studyId()));
            }
        }
        return Optional.of(named);
    }

    /** The subjects for whom there is the right: all, those of some sites, or none. */
    public SiteScope scope(Right right, StudyMode study) {
        return granting(right, study).isPresent() ? SiteScope.ALL : grantingAtSites(right, study);
    }

    private boolean grants(String group, Right right, StudyMode study) {
        return grantsEverywhere(group, right)
                || RightScope.of(group, right)
                        .filter(scope -> !scope.isOfASite() && scope.isIn(study))
                        .isPresent();
    }

    private boolean grantsEverywhere(String group, Right right) {
        return !scopedOnly && group.equals(right.wireName());
    }
}
