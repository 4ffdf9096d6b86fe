package org.openors.security;

import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.openors.identity.Identifier;
import org.openors.identity.Mode;

/** The rights that a token's {@code groups} claim grants. */
public final class StudyRights {

    private final Collection<String> groups;
    private final boolean scopedOnly;

    /** @param scopedOnly whether a right without a study and mode grants nothing ({@code ORS_SECURITY_SCOPED_RIGHTS_ONLY}) */
    public StudyRights(Collection<String> groups, boolean scopedOnly) {
        this.groups = groups;
        this.scopedOnly = scopedOnly;
    }

    /** The group that grants the right there, if one does; a study id that is none can only be granted unscoped. */
    public Optional<String> granting(Right right, Optional<UUID> studyId, Mode mode) {
        return groups.stream()
                .filter(group -> grants(group, right, studyId, mode))
                .findFirst();
    }

    private boolean grants(String group, Right right, Optional<UUID> studyId, Mode mode) {
        if (group.equals(right.wireName())) {
            return !scopedOnly;
        }
        var prefix = right.wireName() + "@";
        int slash = group.indexOf('/');
        if (!group.startsWith(prefix) || slash < 0) {
            return false;
        }
        var study = Identifier.parse(group.substring(prefix.length(), slash));
        var grantedMode = group.substring(slash + 1);
        return study.isPresent()
                && study.equals(studyId)
                && (grantedMode.equals("*") || grantedMode.equals(mode.name()));
    }
}
