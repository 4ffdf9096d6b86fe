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
    private Collection<String> groups = List.of();
    private String right;

    /** Notes the claims of a token that was accepted. Called at most once. */
    void authenticate(String tokenIssuer, String tokenSubject, Collection<String> tokenGroups) {
        authenticated = true;
        issuer = tokenIssuer;
        name = tokenSubject;
        groups = tokenGroups;
    }

    /** Notes which of the groups grants what is asked. */
    void useRight(String group) {
        right = group;
    }

    /** Notes the access ID that a phone claims to be. It proves nothing. */
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

    /** The group of the token that granted what is asked. */
    public Optional<String> right() {
        return Optional.ofNullable(right);
    }
}
