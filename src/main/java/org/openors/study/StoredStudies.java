package org.openors.study;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openors.identity.Identifier;
import org.openors.identity.StudyMode;
import org.openors.security.Right;
import org.openors.security.SiteScope;
import org.openors.security.StudyRights;

/** What is stored of studies and of their sites, each in the order of a listing. */
public record StoredStudies(List<OneStudy> studies, List<OneSite> sites) {

    /** A row of a study in a mode, with what a listing needs of its settings. */
    public record OneStudy(
            StudyMode key, String title, String version, boolean changeReasonRequired, String bootstrapLink) {}

    /** A row of a site. */
    public record OneSite(StudyMode study, String siteId, String name, String timeZone, String language) {}

    /** The studies as a caller with these rights sees them: with its rights, and the sites at which it has any. */
    List<ListedStudy> seenWith(StudyRights rights) {
        var sitesOf = sites.stream().collect(Collectors.groupingBy(OneSite::study));
        return studies.stream()
                .map(study -> seen(study, sitesOf.getOrDefault(study.key(), List.of()), scopes(rights, study.key())))
                .toList();
    }

    /** Made once for each study: there may be many sites. */
    private static Map<Right, SiteScope> scopes(StudyRights rights, StudyMode study) {
        var scopes = new EnumMap<Right, SiteScope>(Right.class);
        for (var right : Right.values()) {
            scopes.put(right, rights.scope(right, study));
        }
        return scopes;
    }

    private static ListedStudy seen(OneStudy study, List<OneSite> stored, Map<Right, SiteScope> scopes) {
        var atSites = new LinkedHashMap<String, ListedStudy.AtSite>();
        stored.forEach(site -> atSites.put(site.siteId(), at(site, scopes)));
        scopes.values()
                .forEach(scope -> scope.within(null)
                        .ifPresent(named -> named.forEach(id -> atSites.computeIfAbsent(
                                id, any -> at(new OneSite(study.key(), id, null, null, null), scopes)))));
        return new ListedStudy(
                Identifier.format(study.key().studyId()),
                study.title(),
                study.key().mode(),
                study.version(),
                scopes.entrySet().stream()
                        .filter(scope -> scope.getValue().isAny())
                        .map(scope -> scope.getKey().wireName())
                        .toList(),
                atSites.values().stream()
                        .filter(site -> !site.rights().isEmpty())
                        .toList(),
                study.changeReasonRequired(),
                study.bootstrapLink());
    }

    private static ListedStudy.AtSite at(OneSite site, Map<Right, SiteScope> scopes) {
        return new ListedStudy.AtSite(
                site.siteId(),
                site.name(),
                site.timeZone(),
                site.language(),
                scopes.entrySet().stream()
                        .filter(scope -> scope.getValue().includes(site.siteId()))
                        .map(scope -> scope.getKey().wireName())
                        .toList());
    }
}
