package org.openors.security;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.openors.identity.StudyMode;

/** The rights that a token's {@code groups} claim grants. The groups are read once: a token may have hundreds. */
public final class StudyRights {

    private final boolean scopedOnly;
    private final Set<Right> ofTheService = new HashSet<>();
    private final Map<Right, Grant> everywhere = new EnumMap<>(Right.class);
    private final Map<Right, Map<UUID, List<Grant>>> inStudies = new EnumMap<>(Right.class);

    /** @param place that of the group in the token: of several the first is recorded */
    private record Grant(int place, String group, RightScope scope) {}

    /** @param scopedOnly whether a right without a study and mode grants nothing ({@code ORS_SECURITY_SCOPED_RIGHTS_ONLY}) */
    public StudyRights(Collection<String> groups, boolean scopedOnly) {
        this.scopedOnly = scopedOnly;
        int place = 0;
        for (var group : groups) {
            for (var right : Right.values()) {
                read(place, group, right);
            }
            place++;
        }
    }

    private void read(int place, String group, Right right) {
        if (group.equals(right.wireNameOfTheService())) {
            ofTheService.add(right);
        } else if (!scopedOnly && group.equals(right.wireName())) {
            everywhere.putIfAbsent(right, new Grant(place, group, null));
        } else {
            RightScope.of(group, right).ifPresent(scope -> {
                inStudies
                        .computeIfAbsent(right, any -> new HashMap<>())
                        .computeIfAbsent(scope.studyId(), any -> new ArrayList<>())
                        .add(new Grant(place, group, scope));
            });
        }
    }

    /** The group that grants the right for all subjects of this study and mode; empty if there is none. */
    public Optional<String> granting(Right right, StudyMode study) {
        var ofStudy = in(study, right).stream()
                .filter(grant -> !grant.scope().isOfASite() && grant.scope().isIn(study))
                .findFirst();
        var ofAll = Optional.ofNullable(everywhere.get(right));
        return Stream.of(ofStudy, ofAll)
                .flatMap(Optional::stream)
                .min(Comparator.comparingInt(Grant::place))
                .map(Grant::group);
    }

    /** The sites for whose subjects alone groups grant the right in this study and mode; maybe none. */
    public SiteScope grantingAtSites(Right right, StudyMode study) {
        var bySite = new LinkedHashMap<String, String>();
        in(study, right).stream()
                .filter(grant -> grant.scope().isOfASite() && grant.scope().isIn(study))
                .forEach(grant -> bySite.putIfAbsent(grant.scope().siteId(), grant.group()));
        return SiteScope.of(bySite);
    }

    private List<Grant> in(StudyMode study, Right right) {
        return inStudies.getOrDefault(right, Map.of()).getOrDefault(study.studyId(), List.of());
    }

    /** The group that grants the right for the service itself; empty if there is none. No other group does. */
    public Optional<String> grantingOfTheService(Right right) {
        return Optional.of(right).filter(ofTheService::contains).map(Right::wireNameOfTheService);
    }

    /** The first group that grants any right: in all studies, in a study or at a site. Empty if there is none. */
    public Optional<String> any() {
        var inSome = inStudies.values().stream()
                .flatMap(ofRight -> ofRight.values().stream().flatMap(List::stream));
        return Stream.concat(everywhere.values().stream(), inSome)
                .min(Comparator.comparingInt(Grant::place))
                .map(Grant::group);
    }

    /** The studies in which there is any right; empty if there is one in all studies. */
    public Optional<Set<UUID>> studies() {
        var named = new HashSet<UUID>();
        inStudies.values().forEach(ofRight -> named.addAll(ofRight.keySet()));
        return everywhere.isEmpty() ? Optional.of(named) : Optional.empty();
    }

    /** Whether there is any right in this study and mode, also if it is for some sites only. */
    public boolean isAnyIn(StudyMode study) {
        return Arrays.stream(Right.values())
                .anyMatch(right -> scope(right, study).isAny());
    }

    /** The sites for whose subjects there is any right in this study and mode; empty if there is one for all subjects. */
    public Optional<Set<String>> sites(StudyMode study) {
        var named = new HashSet<String>();
        for (var right : Right.values()) {
            var ofRight = scope(right, study).within(null);
            if (ofRight.isEmpty()) {
                return Optional.empty();
            }
            named.addAll(ofRight.get());
        }
        return Optional.of(named);
    }

    /** The subjects for whom there is the right: all, those of some sites, or none. */
    public SiteScope scope(Right right, StudyMode study) {
        return granting(right, study).isPresent() ? SiteScope.ALL : grantingAtSites(right, study);
    }
}
