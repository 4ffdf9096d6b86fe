package org.openors.security;

import java.util.Collection;
import java.util.Optional;
import org.openors.identity.Identifier;
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

    /** The group that grants the right in this study and mode; empty if there is none. */
    public Optional<String> granting(Right right, StudyMode study) {
        return groups.stream().filter(group -> grants(group, right, study)).findFirst();
    }

    /** The group that grants the right for the service itself; empty if there is none. No other group does. */
    public Optional<String> grantingOfTheService(Right right) {
        return groups.stream().filter(right.wireNameOfTheService()::equals).findFirst();
    }

    private boolean grants(String group, Right right, StudyMode study) {
        if (group.equals(right.wireName())) {
            return !scopedOnly;
        }
        var prefix = right.wireName() + "@";
        int slash = group.indexOf('/');
        if (!group.startsWith(prefix) || slash < 0) {
            return false;
        }
        var grantedStudy = Identifier.parse(group.substring(prefix.length(), slash));
        var grantedMode = group.substring(slash + 1);
        return grantedStudy.filter(study.studyId()::equals).isPresent()
                && (grantedMode.equals("*") || grantedMode.equals(study.mode().name()));
    }
}
