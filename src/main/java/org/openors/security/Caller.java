package org.openors.security;

import jakarta.enterprise.context.RequestScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Who sent the current request: the token's issuer and subject, or the phone's access ID. */
@RequestScoped
public class Caller {

    private boolean authenticated;
    private String issuer;
    private String name;
    private String displayName;
    private Collection<String> groups = List.of();
    private String right;
    private StudyRights rights;
    private SiteScope sites = SiteScope.ALL;

    /** Stores the claims of the accepted token. Called at most once. */
    void authenticate(
            String tokenIssuer, String tokenSubject, String tokenDisplayName, Collection<String> tokenGroups) {
        authenticated = true;
        issuer = tokenIssuer;
        name = tokenSubject;
        displayName = tokenDisplayName;
        groups = tokenGroups;
    }

    /** Stores the rights that the token carries. */
    void hold(StudyRights held) {
        rights = held;
    }

    /** Stores the group that grants the right, and the subjects for whom it does. */
    void useRight(String group, SiteScope scope) {
        right = group;
        sites = scope;
    }

    /** Notes the site of the subject that the operation is about: the group that grants the right there is recorded. */
    public void actAtSite(String siteId) {
        right = sites.groupOf(siteId).orElse(right);
    }

    /** Stores the access ID that a phone sent. It is a claim and not verified. */
    public void claimAccessId(String accessId) {
        name = accessId;
    }

    /** Whether the request carries a token that our rules accept. */
    boolean isAuthenticated() {
        return authenticated;
    }

    /** The token's {@code groups}. */
    Collection<String> groups() {
        return groups;
    }

    public Optional<String> issuer() {
        return Optional.ofNullable(issuer);
    }

    /** The token's subject, or the access ID. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** The token's name for people: see {@link DisplayName}. It identifies nobody. */
    public Optional<String> displayName() {
        return Optional.ofNullable(displayName);
    }

    /** The rights that the token carries; null before they are checked. */
    public StudyRights rights() {
        return rights;
    }

    /** The sites whose subjects exist for the caller in this operation: all, unless its right is for some sites only. */
    public SiteScope sites() {
        return sites;
    }

    /** The group of the token that granted the right. */
    public Optional<String> right() {
        return Optional.ofNullable(right);
    }
}
