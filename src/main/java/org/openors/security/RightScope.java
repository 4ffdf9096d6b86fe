package org.openors.security;

import java.util.Optional;
import java.util.UUID;
import org.openors.identity.Identifier;
import org.openors.identity.StudyMode;
import org.openors.input.PrintableText;

/**
 * Where a group grants its right: {@code {studyId}/{mode}} or {@code {studyId}/{mode}/{siteId}} (contract, section 1).
 *
 * @param mode {@code *} for each
 * @param siteId null for all subjects
 */
record RightScope(UUID studyId, String mode, String siteId) {

    /** The scope in a group of this right; empty if the group has another form. */
    static Optional<RightScope> of(String group, Right right) {
        var prefix = right.wireName() + "@";
        if (!group.startsWith(prefix)) {
            return Optional.empty();
        }
        var parts = group.substring(prefix.length()).split("/", -1);
        return switch (parts.length) {
            case 2 -> Identifier.parse(parts[0]).map(study -> new RightScope(study, parts[1], null));
            case 3 -> right.isGrantedAtSites() ? atSite(parts) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** A site id is percent-encoded, so that it may have any printable character: no other is stored. */
    private static Optional<RightScope> atSite(String[] parts) {
        return Identifier.parse(parts[0])
                .flatMap(study -> PrintableText.percentDecoded(parts[2])
                        .filter(PrintableText::isGiven)
                        .filter(PrintableText::isPrintable)
                        .map(site -> new RightScope(study, parts[1], site)));
    }

    boolean isIn(StudyMode study) {
        return studyId.equals(study.studyId())
                && (mode.equals("*") || mode.equals(study.mode().name()));
    }

    boolean isOfASite() {
        return siteId != null;
    }
}
